'use client'
import { clsx } from 'clsx'
import { ClockAlert } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useClock } from '@/components/shell/clock'
import { type Due, dueOf } from '@/lib/tickets/due'

type Timed = Parameters<typeof dueOf>[0]

/** How the ticket stands against its target, minute by minute. */
export function DueLabel({ ticket, className }: { ticket: Timed; className?: string }) {
  const words = useDueWords(ticket)
  const isLate = useClock((now) => dueOf(ticket, now).kind === 'late')
  return (
    <span
      className={clsx(
        'inline-flex shrink-0 items-center gap-1 whitespace-nowrap text-meta tabular-nums',
        isLate ? 'font-medium text-late' : 'text-muted',
        className,
      )}
    >
      {isLate ? <ClockAlert aria-hidden className="size-3.5 stroke-2 touch:size-5" /> : null}
      {words}
    </span>
  )
}

/** The same in words. */
export function useDueWords(ticket: Timed): string {
  const t = useTranslations('ticketRow')
  const format = useFormatter()
  const minutes = useClock((now) => minutesOf(dueOf(ticket, now)))
  const kind = useClock((now) => dueOf(ticket, now).kind)
  const time = (iso: string) => format.dateTime(new Date(iso), 'time')
  if (kind === 'left') return span(minutes, t('dueNow'), (parts) => t(LEFT[parts.unit], parts))
  if (kind === 'late') return span(minutes, t('dueNow'), (parts) => t(LATE[parts.unit], parts))
  if (kind === 'held') return ticket.hold?.until ? t('heldUntil', { time: time(ticket.hold.until) }) : t('held')
  if (kind === 'done') return t('doneAt', { time: time(ticket.doneAt ?? ticket.stateChangedAt) })
  return t('endedAt', { time: time(ticket.endedAt ?? ticket.stateChangedAt) })
}

const LEFT = { minutes: 'left', hours: 'leftHours', days: 'leftDays' } as const
const LATE = { minutes: 'late', hours: 'lateHours', days: 'lateDays' } as const

type Parts = {
  unit: 'minutes' | 'hours' | 'days'
  minutes: number
  hours: number
  days: number
}

function span(total: number, atOnce: string, word: (parts: Parts) => string): string {
  if (total === 0) return atOnce
  const hours = Math.floor(total / 60)
  const unit = total < 60 ? 'minutes' : hours < 24 ? 'hours' : 'days'
  return word({ unit, minutes: total % 60, hours, days: Math.floor(hours / 24) })
}

const minutesOf = (due: Due): number => ('minutes' in due ? due.minutes : 0)
