/** An attendant's work in the order in which it is done. Pure. */
import type { Actor } from '@/lib/auth/schema'
import type { Presence } from '@/lib/duty/policy'
import { compareForBoard } from '@/lib/tickets/policy'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'

export const JOB_GROUPS = ['mine', 'waiting', 'held', 'colleagues'] as const
export type JobGroup = (typeof JOB_GROUPS)[number]

/**
 * `mine`: what I have begun, then what I have accepted. `waiting`: what nobody in my departments has. `held`: mine, and
 * nobody's, whose clock is stopped. `colleagues`: what others of my departments have, those who are off or not on duty first.
 * Each in the board's order.
 */
export type Jobs = Record<JobGroup, ListedTicket[]>

type Me = Pick<Actor, 'personId' | 'departmentIds'>

export function jobsOf(
  rows: Iterable<ListedTicket>,
  me: Me,
  presenceOf: (personId: string) => Presence | null,
  now: number,
): Jobs {
  const jobs: Jobs = { mine: [], waiting: [], held: [], colleagues: [] }
  for (const row of rows) {
    const group = groupOf(row.ticket, me)
    if (group) jobs[group].push(row)
  }
  const byBoard = compareForBoard(now)
  const begun = ({ status }: Ticket) => (status === 'in_progress' ? 0 : 1)
  const here = ({ assigneeId }: Ticket) => (assigneeId !== null && presenceOf(assigneeId) === 'on_duty' ? 1 : 0)
  jobs.mine.sort(({ ticket: a }, { ticket: b }) => begun(a) - begun(b) || byBoard(a, b))
  jobs.waiting.sort(({ ticket: a }, { ticket: b }) => byBoard(a, b))
  jobs.held.sort(({ ticket: a }, { ticket: b }) => byBoard(a, b))
  jobs.colleagues.sort(({ ticket: a }, { ticket: b }) => here(a) - here(b) || byBoard(a, b))
  return jobs
}

/** Null for what is done, and for what is neither mine nor my departments'. */
function groupOf(ticket: Ticket, { personId, departmentIds }: Me): JobGroup | null {
  const { status, assigneeId } = ticket
  if (status === 'done' || status === 'closed' || status === 'cancelled') return null
  if (assigneeId === personId) return status === 'on_hold' ? 'held' : 'mine'
  if (!departmentIds.includes(ticket.departmentId)) return null
  if (assigneeId !== null) return 'colleagues'
  return status === 'on_hold' ? 'held' : 'waiting'
}

/** All of them in the order in which they are shown. */
export const inOrder = (jobs: Jobs): ListedTicket[] => JOB_GROUPS.flatMap((group) => jobs[group])
