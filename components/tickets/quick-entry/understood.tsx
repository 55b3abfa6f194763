'use client'
import { Building2, Clock, MessageSquare } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useClock } from '@/components/shell/clock'
import { useHotel } from '@/components/shell/hotel-provider'
import { PriorityMark } from '@/components/tickets/marks'
import { quantityOf } from '@/components/tickets/new-ticket/draft'
import type { NewTicket } from '@/components/tickets/new-ticket/use-new-ticket'
import { PlaceName } from '@/components/tickets/place-name'
import { cn } from '@/components/ui/cn'
import { dayOf } from '@/lib/client/hotel-time'

const MINUTE_MS = 60_000
/** A room's number; longer names speak lower. */
const LOUD_LETTERS = 6

/** The ticket as it will be, before it is opened. */
export function Understood({ form, isAsking }: { form: NewTicket; isAsking: boolean }) {
  const t = useTranslations('quickEntry')
  const hotel = useHotel()
  const { draft, understood } = form
  const due = useDue(form)
  const catalogueItemId = draft.what.id
  const quantity = understood.isCountable ? (quantityOf(draft.quantity) ?? 1) : 1
  const what = hotel.what({ catalogueItemId, summary: draft.what.text, quantity })
  const department = understood.departmentId === null ? null : hotel.departmentName(understood.departmentId)
  const isUrgent = understood.priority !== 'normal'
  return (
    <section
      aria-label={t('understood')}
      className="grid min-h-22 grid-cols-[minmax(4.5rem,auto)_minmax(0,1fr)] items-center gap-x-5 rounded-card border border-line bg-paper px-5 py-4"
    >
      <span
        className={cn('max-w-44', hotel.placeName(draft.place.id).length <= LOUD_LETTERS && '[&>span]:text-figure')}
      >
        {isAsking && draft.place.id === null && draft.place.text !== '' ? (
          <span className="font-strong text-figure text-late">?</span>
        ) : (
          <PlaceName placeId={draft.place.id} />
        )}
      </span>
      <div className="grid min-w-0 gap-1.5">
        <p className="flex flex-wrap items-center gap-x-2 font-medium text-thread" role="status">
          <span className={cn('min-w-0 break-words', what === '' && 'text-muted')}>{what || t('noWhat')}</span>
          {isUrgent ? <PriorityMark priority={understood.priority} /> : null}
        </p>
        <p className="flex flex-wrap gap-x-4 gap-y-1 text-body text-muted">
          {department === null ? null : <Chip icon={Building2}>{department}</Chip>}
          {what === '' ? null : <Chip icon={Clock}>{due}</Chip>}
          {draft.note === '' ? null : <Chip icon={MessageSquare}>{t('note', { text: draft.note })}</Chip>}
        </p>
      </div>
    </section>
  )
}

function Chip({ icon: Icon, children }: { icon: typeof Clock; children: React.ReactNode }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Icon aria-hidden className="size-4 shrink-0 stroke-[1.75] touch:size-5" />
      <span className="min-w-0 break-words">{children}</span>
    </span>
  )
}

/** By when, with the day where it is not today's. */
function useDue({ draft, understood }: NewTicket): string {
  const t = useTranslations('quickEntry')
  const format = useFormatter()
  const { timeZone } = useHotel().settings
  const now = useClock((moment) => Math.ceil(moment / MINUTE_MS)) * MINUTE_MS
  const due = draft.dueAt === null ? now + understood.minutes * MINUTE_MS : Date.parse(draft.dueAt)
  const isToday = dayOf(due, timeZone) === dayOf(now, timeZone)
  return t('by', { time: format.dateTime(new Date(due), isToday ? 'time' : 'dayTime') })
}
