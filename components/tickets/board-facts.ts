/** What of a ticket its place on the board follows from, worked out once for each state of the ticket: a list of thousands is
 *  put in order again with every event and every few seconds. Pure, but for what it remembers. */
import { type BoardGroup, boardGroup, isLate, UNACCEPTED_LATE_MINUTES } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'

export interface Facts {
  ticket: Ticket
  dueMs: number
  openedMs: number
  group: BoardGroup
  isLate: boolean
  /** Group and lateness are good for the moments from `since` until before `until`. */
  since: number
  until: number
}

const known = new WeakMap<Ticket, Facts>()

/** True at `now`. The same object for the same state of a ticket. */
export function factsOf(ticket: Ticket, now: number): Facts {
  const facts = known.get(ticket) ?? begin(ticket)
  if (now < facts.since || now >= facts.until) judge(facts, now)
  return facts
}

function begin(ticket: Ticket): Facts {
  const [dueMs, openedMs] = [Date.parse(ticket.dueAt), Date.parse(ticket.openedAt)]
  const never = Number.POSITIVE_INFINITY
  const facts: Facts = { ticket, dueMs, openedMs, group: 'next', isLate: false, since: never, until: never }
  known.set(ticket, facts)
  return facts
}

/** By the clock alone a ticket moves when it is due, and when nobody has accepted it for a while. */
function judge(facts: Facts, now: number): void {
  // Both happen when the moment is past, not on it.
  const moments = [facts.dueMs + 1, facts.openedMs + UNACCEPTED_LATE_MINUTES * 60_000 + 1]
  facts.group = boardGroup(facts.ticket, now)
  facts.isLate = isLate(facts.ticket, now)
  facts.since = Math.max(Number.NEGATIVE_INFINITY, ...moments.filter((moment) => moment <= now))
  facts.until = Math.min(Number.POSITIVE_INFINITY, ...moments.filter((moment) => moment > now))
}
