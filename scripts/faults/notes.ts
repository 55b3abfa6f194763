/** What reached one device and names a ticket, taken down before the page's code sees it: also what that would hide. */
import type { LiveEvent } from '@/lib/live/events'
import type { Glimpse, Shown } from './testimony'

/** They name a ticket, and none of its entries. */
const LOOSE: string[] = ['typing', 'presence', 'delivered', 'read'] satisfies LiveEvent['event'][]

export class Notes {
  private readonly received = new Set<string>()
  private readonly afterGone: Glimpse[] = []

  testimony(): Pick<Shown, 'received' | 'afterGone'> {
    return { received: this.received, afterGone: this.afterGone }
  }

  /** The answer to a request had this ticket up to this entry. */
  read(ticketId: string, seq: number): void {
    this.received.add(`${ticketId}:${seq}`)
  }

  /** Answers what to call with each event of one stream: what is gone from one may be in sight again when the next opens. */
  ofStream(): (event: LiveEvent) => void {
    const gone = new Map<string, number>()
    return (event) => {
      if (event.event === 'gone') gone.set(event.data.ticketId, event.data.seq)
      const seen = placeOf(event)
      if (seen) {
        gone.delete(seen.ticketId)
        this.read(seen.ticketId, seen.seq)
      }
      if (LOOSE.includes(event.event) && 'ticketId' in event.data) this.glimpse(event.event, event.data.ticketId, gone)
    }
  }

  private glimpse(event: string, ticketId: string, gone: Map<string, number>): void {
    this.received.add(`${ticketId}:1`)
    const goneSeq = gone.get(ticketId)
    if (goneSeq !== undefined) this.afterGone.push({ ticketId, event, goneSeq, at: Date.now() })
  }
}

/** The entry that an event carries or tells of: only who sees the ticket gets it, or the judge finds it by itself. */
function placeOf(event: LiveEvent): { ticketId: string; seq: number } | undefined {
  if (event.event === 'entry' || event.event === 'activity') return event.data
  return event.event === 'ticket' ? { ticketId: event.data.id, seq: event.data.lastSeq } : undefined
}
