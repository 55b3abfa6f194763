/** Which messages have reached a device of somebody else than their author, for whom alone that is news. One mark an author is
 *  enough, whomever it has reached: it is told once a moment, and by no second process that has heard it. Without I/O, and
 *  bounded. */
import 'server-only'
import type { Audience } from '@/lib/tickets/schema'
import type { EntryRecord, Ephemeral } from './events'

type Said = Extract<Ephemeral, { event: 'delivered' }>

/** Tickets whose marks are remembered; who writes in another is told once more. */
const REMEMBERED = 2_000

/** For each author whose message it was, whom it has reached last. */
interface Fresh {
  readonly reached: Map<string, { personId: string; seq: number }>
  audience: Audience
}

export class Arrivals {
  private fresh = new Map<string, Fresh>()
  /** By ticket and author: up to where they have been told. */
  private readonly told = new Map<string, Map<string, number>>()

  /** This person's stream has taken what the record is to them. */
  reach(personId: string, { entry, delivery }: EntryRecord): void {
    const { ticketId, seq, authorId, kind } = entry
    if (kind !== 'message' || authorId === null || authorId === personId) return
    if ((this.told.get(ticketId)?.get(authorId) ?? 0) >= seq) return
    const audience = delivery.latest ?? delivery.after
    const fresh = this.fresh.get(ticketId) ?? { reached: new Map(), audience }
    if ((fresh.reached.get(authorId)?.seq ?? 0) >= seq) return
    fresh.reached.set(authorId, { personId, seq })
    fresh.audience = audience
    this.fresh.set(ticketId, fresh)
  }

  /** Another process was first, or we hear ourselves. */
  hear({ data: { ticketId, seq }, authorId }: Said): void {
    const told = this.told.get(ticketId) ?? new Map<string, number>()
    this.told.delete(ticketId)
    told.set(authorId, Math.max(seq, told.get(authorId) ?? 0))
    this.told.set(ticketId, told)
    if (this.told.size <= REMEMBERED) return
    const [oldest] = this.told.keys()
    if (oldest !== undefined) this.told.delete(oldest)
  }

  /** What is to be told, and is not kept here any longer. */
  take(at: string): Said[] {
    const { fresh } = this
    this.fresh = new Map()
    return [...fresh].flatMap(([ticketId, { reached, audience }]) =>
      [...reached].map(
        ([authorId, { personId, seq }]) =>
          ({ event: 'delivered', data: { ticketId, personId, seq, at }, audience, authorId }) as const,
      ),
    )
  }
}
