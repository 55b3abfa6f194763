'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { More } from '@/components/shell/more'
import { PageFrame } from '@/components/shell/page-frame'
import { usePaged } from '@/components/shell/use-paged'
import { readExports } from '@/lib/client/exports'
import type { Export, ExportsPage as Page } from '@/lib/exports/vocabulary'
import { useFilterWords } from './use-filter-words'
import { useFollowed } from './use-followed'

/** Who took what out of the house, the newest first. */
export function ExportsPage({ first }: { first: Page }) {
  const t = useTranslations('exports')
  const { items, readMore } = usePaged(first, readExports)
  return (
    <PageFrame title={t('listTitle')}>
      <p className="max-w-xl text-body text-muted">{t('listText')}</p>
      {items.length === 0 ? (
        <p className="text-body">{t('none')}</p>
      ) : (
        <ul aria-label={t('listTitle')} className="border-line border-t">
          {items.map((one) => (
            <Line key={one.id} taken={one} />
          ))}
        </ul>
      )}
      {readMore ? <More onRead={readMore} /> : null}
    </PageFrame>
  )
}

function Line({ taken }: { taken: Export }) {
  const t = useTranslations('exports')
  const format = useFormatter()
  const filterWords = useFilterWords()
  const { personName } = useHotel()
  const { personId, what, format: kind, filter, askedAt, rows, total, state } = useFollowed(taken)
  return (
    <li className="grid gap-1 border-line border-b py-3">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium text-body">
          {personName(personId)} · {t(`rowPer.${what}`)}, {t(`formats.${kind}`)}
        </span>
        <time dateTime={askedAt} className="text-meta text-muted tabular-nums">
          {format.dateTime(new Date(askedAt), 'dateTime')}
        </time>
      </p>
      <p className="text-body text-muted">{filter === null ? t('ofAnother') : filterWords(filter)}</p>
      <p className="text-body tabular-nums">
        {rows === null || total === null ? null : `${t('rowsOf', { rows, total })} · `}
        {t(`state.${state}`)}
      </p>
    </li>
  )
}
