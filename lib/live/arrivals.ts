/** Which messages have reached a device of somebody else than their author. One mark a ticket is enough, whoever it was: it
 *  is told once a moment, and by no second process that has heard it. Without I/O, and bounded. */
import 'server-only'
import type { Audience } from '@/lib/tickets/schema'
import type { EntryRecord, Ephemeral } from './events'

type Said = Extract<Ephemeral, { event: 'delivered' }>
type Marks = Map<string, number>

/** Tickets whose marks are remembered; who writes in another is told once more. */
const REMEMBERED = 2_000

export class Arrivals {
  private fresh = new Map<string, { marks: Marks; audience: Audience }>()
  private readonly told = new Map<string, Marks>()

  /** This person's stream has taken what the record is to them. */
  reach(personId: string, { entry, delivery }: EntryRecord): void {
    const { ticketId, seq, authorId, kind } = entry
    if (kind !== 'message' || authorId === personId) return
    if (isMarked(this.told.get(ticketId), authorId, seq)) return
    const pending = this.fresh.get(ticketId)
    if (isMarked(pending?.marks, authorId, seq)) return
    this.fresh.set(ticketId, {
      marks: (pending?.marks ?? new Map()).set(personId, seq),
      audience: delivery.latest ?? delivery.after,
    })
  }

  /** Another process was first, or we hear ourselves. */
  hear({ data: { ticketId, personId, seq } }: Said): void {
    const marks = this.told.get(ticketId) ?? new Map<string, number>()
    this.told.delete(ticketId)
    this.told.set(ticketId, marks.set(personId, Math.max(seq, marks.get(personId) ?? 0)))
    if (this.told.size <= REMEMBERED) return
    const [oldest] = this.told.keys()
    if (oldest !== undefined) this.told.delete(oldest)
  }

  /** What is to be told, and is not kept here any longer. */
  take(at: string): Said[] {
    const { fresh } = this
    this.fresh = new Map()
    return [...fresh].flatMap(([ticketId, { marks, audience }]) =>
      [...marks].map(
        ([personId, seq]) => ({ event: 'delivered', data: { ticketId, personId, seq, at }, audience }) as const,
      ),
    )
  }
}

const isMarked = (marks: Marks | undefined, authorId: string | null, seq: number): boolean =>
  marks !== undefined && [...marks].some(([personId, reached]) => personId !== authorId && reached >= seq)
