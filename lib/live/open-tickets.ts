/** The tickets that one stream has open, each with the newest seq sent. Promise: entries go out once, in order and without
 *  holes, or the browser is told to fetch that ticket again. */
import 'server-only'
import { readRange } from '@/lib/chat/tail'
import { seesAfter, type Viewer, viewFor } from './audience'
import type { ResetReason } from './events'
import { type Bulletin, entryFrame, frame } from './frames'
import { patiently } from './patience'

/** A ticket that lacks more than this is fetched again by the browser, page by page. */
const REPLAY_MAX = 200
/** So many entries are made into bytes at once: longer than it takes for these, nobody waits for somebody's catching up, and
 *  a stream that takes nothing holds no more than these. */
const PIECE = 10

/** What must be sent before something later can be. */
export interface Hole {
  ticketId: string
  upTo: number
}

export class OpenTickets {
  private readonly sent: Map<string, number>

  constructor(
    open: { ticketId: string; seq: number }[],
    /** Whether there is something more pressing to be told. */
    private readonly isDone: () => boolean,
    /** Whether this person may still see the ticket: a browser that takes its time may have lost sight of it meanwhile. */
    private readonly sees: (ticketId: string) => Promise<boolean> = async () => true,
  ) {
    this.sent = new Map(open.map(({ ticketId, seq }) => [ticketId, seq]))
  }

  get ids(): string[] {
    return [...this.sent.keys()]
  }

  has(ticketId: string): boolean {
    return this.sent.has(ticketId)
  }

  /** Whether any of them has come to another seq than was sent. */
  isOff(progress: Map<string, number>): boolean {
    return [...this.sent].some(([ticketId, seq]) => (progress.get(ticketId) ?? seq) !== seq)
  }

  /** Brings each to where its journal is. What is absent from `progress` this person may not see. */
  async *align(progress: Map<string, number>): AsyncGenerator<Uint8Array> {
    for (const [ticketId, sent] of this.sent) {
      if (this.isDone()) return
      const newest = progress.get(ticketId)
      if (newest === undefined) {
        this.sent.delete(ticketId)
        yield frame('gone', { ticketId, seq: sent })
      } else if (sent > newest) yield this.startOver(ticketId, newest, 'ahead')
      else yield* this.fill(ticketId, newest)
    }
  }

  /** The entries up to `upTo` that have not been sent; this person may see them. */
  async *fill(ticketId: string, upTo: number): AsyncGenerator<Uint8Array> {
    const sent = this.sent.get(ticketId)
    if (sent === undefined || upTo <= sent) return
    if (upTo - sent > REPLAY_MAX) {
      yield this.startOver(ticketId, upTo, 'gap')
      return
    }
    for (let from = sent + 1; from <= upTo; from += PIECE) {
      const sees = await patiently(() => this.sees(ticketId), this.isDone)
      if (sees === null) return
      if (!sees) {
        this.sent.delete(ticketId)
        yield frame('gone', { ticketId, seq: from - 1 })
        return
      }
      const to = Math.min(from + PIECE - 1, upTo)
      const missed = await patiently(() => readRange(ticketId, from, to, upTo), this.isDone)
      if (!missed) return
      this.sent.set(ticketId, to)
      yield Buffer.concat(missed.map(entryFrame))
    }
  }

  /** What must be filled before this can be shown, if anything. */
  holeBefore(viewer: Viewer, { record: { entry, delivery } }: Bulletin): Hole | null {
    const sent = this.sent.get(entry.ticketId)
    if (sent === undefined || entry.seq <= sent + 1 || !seesAfter(viewer, delivery)) return null
    return { ticketId: entry.ticketId, upTo: entry.seq - 1 }
  }

  /** Adds what this record is to this person. */
  show(viewer: Viewer, bulletin: Bulletin, frames: Uint8Array[]): void {
    const { ticketId, seq } = bulletin.record.entry
    const sent = this.sent.get(ticketId)
    for (const view of viewFor(viewer, bulletin.record, sent !== undefined)) {
      // Sent already; or lost and regained since, and sent what came after that.
      if ((view === 'entry' || view === 'gone') && sent !== undefined && seq <= sent) continue
      if (view === 'entry') this.sent.set(ticketId, seq)
      if (view === 'gone') this.sent.delete(ticketId)
      frames.push(bulletin.for(viewer.personId, view))
    }
  }

  private startOver(ticketId: string, newest: number, reason: ResetReason): Uint8Array {
    this.sent.set(ticketId, newest)
    return frame('reset', { scope: 'ticket', ticketId, reason })
  }
}
