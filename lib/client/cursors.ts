/** How far each open ticket has been delivered on this page. Lets every entry through once and in order, whatever the
 *  streams do: repeats are dropped, a hole is filled from the server before anything after it is shown. */
import type { Entry, ThreadPage } from '@/lib/chat/schema'
import { type LiveEvent, MAX_OPEN_TICKETS } from '@/lib/live/events'
import { ApiError } from './api'
import { backoff } from './backoff'
import type { Opened } from './link'
import type { Timers } from './live-stream'

interface Cursor {
  seq: number
  watchers: number
  /** Entries beyond a hole. */
  held: Map<number, Entry>
  filling: boolean
  fillAgain: boolean
  failures: number
  gone: boolean
  /** What is shown may never have been: it is not gone on from. */
  isAhead: boolean
}

export interface ThreadSource {
  /** A page of entries after `after`, oldest first. */
  messagesAfter(ticketId: string, after: number): Promise<ThreadPage>
}

export class Cursors {
  private readonly cursors = new Map<string, Cursor>()

  constructor(
    private readonly threads: ThreadSource,
    private readonly timers: Timers & { random(): number },
    private readonly emit: (event: LiveEvent) => void,
    private readonly onFilled: () => void = () => {},
  ) {}

  /** True when the set of open tickets changed by it. */
  add(ticketId: string, seq: number): boolean {
    const cursor = this.cursors.get(ticketId)
    if (cursor && !cursor.gone) {
      cursor.watchers += 1
      cursor.seq = Math.max(cursor.seq, seq)
      return false
    }
    const watchers = (cursor?.watchers ?? 0) + 1
    this.cursors.set(ticketId, {
      seq,
      watchers,
      held: new Map(),
      filling: false,
      fillAgain: false,
      failures: 0,
      gone: false,
      isAhead: false,
    })
    return true
  }

  remove(ticketId: string): boolean {
    const cursor = this.cursors.get(ticketId)
    if (!cursor) return false
    cursor.watchers -= 1
    return cursor.watchers <= 0 && this.cursors.delete(ticketId) && !cursor.gone
  }

  /** The ticket has grown to `seq`: fetch what we lack, if it is open. */
  catchUp(ticketId: string, seq: number): void {
    const cursor = this.cursors.get(ticketId)
    if (cursor && seq > cursor.seq) void this.fill(ticketId)
  }

  /** What a new stream has to bring; the tickets opened last when there are too many. */
  open(): Opened[] {
    const open = [...this.cursors].filter(([, cursor]) => !cursor.gone)
    return open.slice(-MAX_OPEN_TICKETS).map(([ticketId, { seq }]) => ({ ticketId, seq }))
  }

  has = (ticketId: string): boolean => this.cursors.has(ticketId)

  /** No longer ours to see: it is not asked for again until somebody opens it anew. */
  markGone(ticketId: string): void {
    const cursor = this.cursors.get(ticketId)
    if (cursor) cursor.gone = true
  }

  receive(entry: Entry): void {
    const cursor = this.cursors.get(entry.ticketId)
    if (!cursor || cursor.gone || entry.seq <= cursor.seq) return
    cursor.held.set(entry.seq, entry)
    this.release(cursor)
    if (cursor.held.size > 0) void this.fill(entry.ticketId)
  }

  fillAll(): void {
    for (const ticketId of this.cursors.keys()) void this.fill(ticketId)
  }

  /** The thread was shorter than what is shown. Whether or not it has grown since: it is read anew, and gone on from where it is. */
  startOver(ticketId: string): void {
    const cursor = this.cursors.get(ticketId)
    if (!cursor) return
    cursor.isAhead = true
    void this.fill(ticketId)
  }

  /** Fetch whatever comes after the cursor; asks again for as long as the ticket is open and the server does not answer. */
  async fill(ticketId: string): Promise<void> {
    const cursor = this.cursors.get(ticketId)
    if (!cursor || cursor.gone) return
    if (cursor.filling) {
      cursor.fillAgain = true
      return
    }
    cursor.filling = true
    try {
      do {
        cursor.fillAgain = false
        await this.fetchRest(ticketId, cursor)
      } while (cursor.fillAgain)
      cursor.failures = 0
      this.onFilled()
    } catch (error) {
      this.recover(ticketId, cursor, error)
    } finally {
      cursor.filling = false
    }
  }

  private async fetchRest(ticketId: string, cursor: Cursor): Promise<void> {
    for (;;) {
      const { isAhead } = cursor
      const page = await this.threads.messagesAfter(ticketId, cursor.seq)
      if (this.cursors.get(ticketId) !== cursor) return
      if (page.reset || isAhead) {
        this.startAnew(ticketId, cursor, page.lastSeq)
        return
      }
      for (const entry of page.items) if (entry.seq > cursor.seq) cursor.held.set(entry.seq, entry)
      this.release(cursor)
      if (page.items.length === 0 || cursor.seq >= page.lastSeq) return
    }
  }

  /** The server's thread is shorter than ours: whoever shows it reads it again. */
  private startAnew(ticketId: string, cursor: Cursor, lastSeq: number): void {
    cursor.seq = lastSeq
    cursor.isAhead = false
    cursor.held.clear()
    this.emit({ event: 'reset', data: { scope: 'ticket', ticketId, reason: 'ahead' } })
  }

  private release(cursor: Cursor): void {
    for (const seq of cursor.held.keys()) if (seq <= cursor.seq) cursor.held.delete(seq)
    for (let next = cursor.held.get(cursor.seq + 1); next; next = cursor.held.get(cursor.seq + 1)) {
      cursor.held.delete(next.seq)
      cursor.seq = next.seq
      this.emit({ event: 'entry', data: next })
    }
  }

  private recover(ticketId: string, cursor: Cursor, error: unknown): void {
    if (this.cursors.get(ticketId) !== cursor) return
    if (error instanceof ApiError && error.status === 404) {
      cursor.gone = true
      this.emit({ event: 'gone', data: { ticketId, seq: cursor.seq } })
      return
    }
    if (error instanceof ApiError && error.status === 401) return
    this.timers.setTimeout(() => void this.fill(ticketId), 500 + backoff(cursor.failures++, this.timers.random))
  }
}
