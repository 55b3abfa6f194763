'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { Sideways } from '@/components/ui/sideways'
import type { Repeats } from '@/lib/reports/schema'
import { BehindLink } from './behind-link'
import { useKeyName } from './use-key-name'

interface Props {
  repeats: Repeats
  during: { since: string; until: string; department?: string }
}

const cell = 'border-line border-b px-3 py-2 text-left'

/** What comes back in the same place. */
export function RepeatsTable({ repeats, during }: Props) {
  const t = useTranslations('reports')
  const format = useFormatter()
  const nameOf = useKeyName()
  if (repeats.rows.length === 0) return <p className="text-body">{t('noRepeats')}</p>
  return (
    <Sideways label={t('table.repeats')} className="rounded-card border border-line">
      <table className="w-full border-collapse text-body tabular-nums">
        <thead>
          <tr className="bg-sunken text-meta text-muted">
            {(['place', 'item', 'faults', 'last'] as const).map((column) => (
              <th key={column} scope="col" className={`${cell} font-medium`}>
                {t(`repeats.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {repeats.rows.map(({ placeId, itemId, faults, lastOpenedAt }) => {
            const [place, item] = [nameOf('place', placeId), nameOf('item', itemId)]
            return (
              <tr key={`${placeId} ${itemId}`}>
                <th scope="row" className={`${cell} font-strong`}>
                  {place}
                </th>
                <td className={cell}>{item}</td>
                <td className={cell}>
                  <BehindLink
                    query={{ ...during, at: placeId, item: itemId, measure: 'faults' }}
                    count={faults}
                    className="font-medium"
                    aria-label={t('open', { figure: item, name: place, count: faults })}
                  >
                    {faults}
                  </BehindLink>
                </td>
                <td className={`${cell} text-muted`}>{format.dateTime(new Date(lastOpenedAt), 'date')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </Sideways>
  )
}
