'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { memo } from 'react'
import { useClock } from '@/components/shell/clock'
import { useHotel } from '@/components/shell/hotel-provider'
import { dayOf, daysBefore } from '@/lib/client/hotel-time'
import type { Row } from './thread-rows'
import { useEventText } from './use-event-text'

/** A quiet line for what happened to the ticket. */
export const EntryLine = memo(function EntryLine({ entry }: Pick<Extract<Row, { kind: 'entry' }>, 'entry'>) {
  const t = useTranslations('thread')
  const format = useFormatter()
  const eventText = useEventText()
  return (
    <li className="mx-auto mt-4 max-w-[min(90%,36rem)] text-balance text-center text-meta text-muted">
      {entry.kind === 'event' ? eventText(entry) : t('redacted')}
      <span aria-hidden> · </span>
      <time dateTime={entry.at} className="whitespace-nowrap">
        {format.dateTime(new Date(entry.at), 'time')}
      </time>
    </li>
  )
})

/** Where a day begins, as the hotel counts days. */
export function DayLine({ day, at }: { day: string; at: string }) {
  const t = useTranslations('thread')
  const format = useFormatter()
  const { timeZone } = useHotel().settings
  const ago = useClock((now) => daysBefore(day, dayOf(now, timeZone)))
  return (
    <li className="mt-6 flex items-center gap-3 text-meta text-muted first:mt-0">
      <span aria-hidden className="h-px flex-1 bg-line" />
      <time dateTime={day} className="font-medium">
        {ago === 0 ? t('today') : ago === 1 ? t('yesterday') : format.dateTime(new Date(at), 'day')}
      </time>
      <span aria-hidden className="h-px flex-1 bg-line" />
    </li>
  )
}

/** Where what the reader has not read begins. */
export function UnreadLine({ ref }: { ref: React.Ref<HTMLLIElement> }) {
  const t = useTranslations('thread')
  return (
    <li ref={ref} className="mt-5 flex items-center gap-3 font-medium text-meta text-text">
      <span aria-hidden className="h-px flex-1 bg-text" />
      {t('unread')}
      <span aria-hidden className="h-px flex-1 bg-text" />
    </li>
  )
}
