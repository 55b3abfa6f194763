'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { Sideways } from '@/components/ui/sideways'
import type { Volume } from '@/lib/reports/schema'
import { BehindLink } from './behind-link'

interface Props {
  volume: Volume
  during: { since: string; until: string; department?: string }
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour)
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7]
/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5)

/** When tickets are opened: each hour of each weekday, the fuller the darker. */
export function HeatMap({ volume, during }: Props) {
  const t = useTranslations('reports')
  const format = useFormatter()
  const counts = new Map(volume.cells.map(({ weekday, hour, opened }) => [weekday * 24 + hour, opened]))
  const most = Math.max(1, ...counts.values())
  const day = (weekday: number, style: 'short' | 'long') =>
    format.dateTime(new Date(MONDAY + (weekday - 1) * 86_400_000), { weekday: style, timeZone: 'UTC' })
  return (
    <Sideways label={t('table.volume')}>
      <table className="w-full border-separate border-spacing-0.5 text-center text-meta tabular-nums">
        <thead>
          <tr className="text-muted">
            <td />
            {HOURS.map((hour) => (
              <th key={hour} scope="col" className="min-w-8 font-normal">
                {hour}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {WEEKDAYS.map((weekday) => (
            <tr key={weekday}>
              <th scope="row" className="sticky left-0 bg-paper pr-2 text-left font-medium">
                {day(weekday, 'short')}
              </th>
              {HOURS.map((hour) => {
                const opened = counts.get(weekday * 24 + hour) ?? 0
                const share = opened / most
                return (
                  <td
                    key={hour}
                    className="h-8 rounded-[4px] touch:h-12"
                    style={{
                      // No further: the number on it must stay easy to read, by light and in the dark.
                      background: `color-mix(in oklab, var(--color-text) ${Math.round(share * 28)}%, var(--color-sunken))`,
                    }}
                  >
                    <BehindLink
                      query={{ ...during, weekday: `${weekday}`, hour: `${hour}` }}
                      count={opened}
                      className="grid size-full place-items-center no-underline"
                      aria-label={t('hourOpen', { day: day(weekday, 'long'), hour, count: opened })}
                    >
                      {opened === 0 ? '' : format.number(opened)}
                    </BehindLink>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Sideways>
  )
}
