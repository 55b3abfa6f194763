'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { dayOf } from '@/lib/client/hotel-time'
import type { StoryItem as Item } from '@/lib/history/story/timeline'
import { StoryItem } from './story-item'

/** What happened, day by day. */
export function Timeline({ items }: { items: readonly Item[] }) {
  const t = useTranslations('story')
  const format = useFormatter()
  const { timeZone } = useHotel().settings
  const days = useMemo(() => inDays(items, timeZone), [items, timeZone])
  if (items.length === 0) return <p className="py-6 text-body text-muted">{t('nothing')}</p>
  return (
    <section aria-label={t('timeline')} className="grid gap-6">
      {days.map(({ day, of }) => (
        <section key={day} aria-labelledby={`day-${day}`}>
          <h2
            id={`day-${day}`}
            className="sticky top-0 z-[1] border-line border-b bg-paper py-2 font-medium text-body print:static"
          >
            {format.dateTime(new Date(of[0]?.at ?? day), 'longDay')}
          </h2>
          <ol className="divide-y divide-line">
            {of.map((item) => (
              <StoryItem key={item.key} item={item} />
            ))}
          </ol>
        </section>
      ))}
    </section>
  )
}

function inDays(items: readonly Item[], timeZone: string): { day: string; of: Item[] }[] {
  const days: { day: string; of: Item[] }[] = []
  for (const item of items) {
    const day = dayOf(item.at, timeZone)
    const last = days.at(-1)
    if (last?.day === day) last.of.push(item)
    else days.push({ day, of: [item] })
  }
  return days
}
