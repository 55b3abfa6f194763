'use client'
import { useClock } from '@/components/shell/clock'
import { cn } from '@/components/ui/cn'
import type { Ticket } from '@/lib/tickets/schema'

type Timed = Pick<Ticket, 'status' | 'openedAt' | 'dueAt'>

/** In steps that one can tell apart. */
const STEP = 5

/** How much of its time a ticket has used; full and red when that is up. Only while its clock runs. What it shows is said in
 *  words beside it. */
export function AgeBar({ ticket }: { ticket: Timed }) {
  const used = useClock((now) => shareUsed(ticket, now))
  const isRunning = ticket.status === 'new' || ticket.status === 'accepted' || ticket.status === 'in_progress'
  if (!isRunning) return null
  return (
    <span aria-hidden className="block h-0.5 w-full overflow-hidden rounded-pill bg-line touch:h-1">
      <span
        className={cn('block h-full rounded-pill', used > 100 ? 'bg-late' : 'bg-muted')}
        style={{ width: `${Math.min(used, 100)}%` }}
      />
    </span>
  )
}

/** In hundredths; more than a hundred when it is late. */
export function shareUsed({ openedAt, dueAt }: Timed, now: number): number {
  const [opened, due] = [Date.parse(openedAt), Date.parse(dueAt)]
  if (now > due) return 100 + STEP
  const share = due > opened ? ((now - opened) / (due - opened)) * 100 : 100
  return Math.max(0, Math.floor(share / STEP) * STEP)
}
