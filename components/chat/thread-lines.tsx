'use client'
import { ChevronDown } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { memo } from 'react'
import { useNames } from '@/components/people/use-names'
import { useClock } from '@/components/shell/clock'
import { useHotel } from '@/components/shell/hotel-provider'
import { cn } from '@/components/ui/cn'
import { hasWords } from '@/lib/chat/removal'
import { dayOf, daysBefore } from '@/lib/client/hotel-time'
import { ANCHORED, anchoring, EntryTime } from './entry-time'
import { useGoToDate } from './go-to-date'
import { RemoveButton } from './remove-button'
import { Removed } from './removed'
import type { Row } from './thread-rows'
import { useEventText } from './use-event-text'

interface Props extends Pick<Extract<Row, { kind: 'entry' }>, 'entry'> {
  /** The address names it. */
  isAnchor: boolean
}

/** A quiet line for what happened to the ticket. */
export const EntryLine = memo(function EntryLine({ entry, isAnchor }: Props) {
  const t = useTranslations('thread')
  const eventText = useEventText()
  const names = useNames()
  const { removed } = entry.body
  return (
    <li
      {...anchoring(entry.seq, isAnchor)}
      className={cn(
        'group/entry mx-auto mt-4 max-w-[min(90%,36rem)] text-balance text-center text-meta text-muted',
        ANCHORED,
      )}
    >
      {removed?.why === 'erased' || removed?.why === 'redacted' ? (
        <Removed removed={removed} />
      ) : entry.kind === 'event' ? (
        eventText(entry)
      ) : (
        t('redacted', { name: names.actor(entry.authorId) })
      )}
      <span aria-hidden> · </span>
      <EntryTime seq={entry.seq} at={entry.at} />
      {hasWords(entry) ? <RemoveButton seq={entry.seq} at={entry.at} isMessage={false} /> : null}
    </li>
  )
})

/** Under an entry that its digest does not hold. */
export function DamagedLine() {
  const t = useTranslations('thread')
  return (
    <li className="mx-auto mt-1 max-w-[min(90%,36rem)] text-balance text-center text-late text-meta">{t('damaged')}</li>
  )
}

/** Where a day begins, as the hotel counts days; from here one goes to any other. */
export function DayLine({ day, at }: { day: string; at: string }) {
  const t = useTranslations('thread')
  const format = useFormatter()
  const { timeZone } = useHotel().settings
  const ago = useClock((now) => daysBefore(day, dayOf(now, timeZone)))
  const goToDate = useGoToDate()
  return (
    <li className="pointer-events-none sticky top-2 z-[5] flex justify-center before:absolute before:inset-x-0 before:-top-2 before:-bottom-2 before:-z-10 before:bg-linear-to-b before:from-60% before:from-surface before:to-transparent touch:top-0 touch:before:top-0">
      <button
        type="button"
        title={t('goToDate')}
        onClick={() => goToDate(day)}
        className="group/day pointer-events-auto inline-flex items-center rounded-pill touch:min-h-12"
      >
        <span className="inline-flex min-h-7 items-center gap-1 rounded-pill border border-line bg-surface px-3 font-medium text-meta text-muted group-hover/day:bg-sunken group-hover/day:text-text touch:min-h-8">
          <time dateTime={day}>
            {ago === 0 ? t('today') : ago === 1 ? t('yesterday') : format.dateTime(new Date(at), 'day')}
          </time>
          <span className="sr-only">, {t('goToDate')}</span>
          <ChevronDown aria-hidden className="size-3.5 stroke-[1.75]" />
        </span>
      </button>
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
