/** How a ticket stands against its target at a moment. Pure and shared. */
import type { Ticket } from './schema'

export type Due =
  /** Whole minutes begun: 20 at opening, 1 almost to the end, 0 in the last seconds. */
  | { kind: 'left'; minutes: number }
  | { kind: 'late'; minutes: number }
  /** The clock is stopped. */
  | { kind: 'held'; until: string | null }
  | { kind: 'done'; at: string }
  | { kind: 'ended'; at: string }

type Timed = Pick<Ticket, 'status' | 'hold' | 'dueAt' | 'doneAt' | 'endedAt' | 'stateChangedAt'>

const MINUTE_MS = 60_000
/** A screen's clock may be this much behind: twenty minutes must not begin as twenty-one. */
const SLACK_MS = 6_000

export function dueOf(ticket: Timed, now: number): Due {
  switch (ticket.status) {
    case 'on_hold':
      return { kind: 'held', until: ticket.hold?.until ?? null }
    case 'done':
      return { kind: 'done', at: ticket.doneAt ?? ticket.stateChangedAt }
    case 'closed':
    case 'cancelled':
      return { kind: 'ended', at: ticket.endedAt ?? ticket.stateChangedAt }
    default: {
      const leftMs = Date.parse(ticket.dueAt) - now
      return leftMs >= 0
        ? { kind: 'left', minutes: Math.max(0, Math.ceil((leftMs - SLACK_MS) / MINUTE_MS)) }
        : { kind: 'late', minutes: Math.floor(-leftMs / MINUTE_MS) }
    }
  }
}
