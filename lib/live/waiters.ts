/** Which entry of each ticket came by last, and who waits for the next one. */
import 'server-only'

/** More tickets than a hotel has alive. */
const MAX_KNOWN = 50_000

export class Waiters {
  private readonly newest = new Map<string, number>()
  private readonly waiting = new Map<string, Set<() => void>>()

  /** How many tickets somebody waits for. */
  get count(): number {
    return this.waiting.size
  }

  /** The newest seq of this ticket that came by, if any has. */
  newestOf(ticketId: string): number | undefined {
    return this.newest.get(ticketId)
  }

  /** Notes that an entry came by; answers the newest seq known before, if any. */
  note(ticketId: string, seq: number): number | undefined {
    const before = this.newest.get(ticketId)
    if (before !== undefined && seq <= before) return before
    // Anew, so that the ones at the front are the ones longest quiet.
    this.newest.delete(ticketId)
    this.newest.set(ticketId, seq)
    if (this.newest.size > MAX_KNOWN) for (const [oldest] of this.newest) return this.forget(oldest, before)
    for (const wake of this.waiting.get(ticketId) ?? []) wake()
    return before
  }

  /** Resolves when an entry after `seq` has come by, or when `ms` have passed. */
  wait(ticketId: string, seq: number, ms: number, signal?: AbortSignal): Promise<void> {
    if ((this.newest.get(ticketId) ?? 0) > seq || signal?.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        const waiting = this.waiting.get(ticketId)
        waiting?.delete(done)
        if (waiting?.size === 0) this.waiting.delete(ticketId)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal?.addEventListener('abort', done)
      const waiting = this.waiting.get(ticketId) ?? new Set()
      this.waiting.set(ticketId, waiting.add(done))
    })
  }

  wakeAll(): void {
    for (const waiting of this.waiting.values()) for (const wake of waiting) wake()
  }

  private forget(ticketId: string, answer: number | undefined): number | undefined {
    this.newest.delete(ticketId)
    return answer
  }
}
