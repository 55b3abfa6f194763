/** Which entry of each ticket came by last, and who waits for the next one. */
import 'server-only'

/** More tickets than a hotel has alive. */
const REMEMBERED = 50_000
/** Whoever is woken asks PostgreSQL at once: between so many, whatever else the process has to do gets its turn. */
const SLICE = 20

export class Waiters {
  private readonly newest = new Map<string, number>()
  private readonly waiting = new Map<string, Set<() => void>>()
  private readonly due: (() => void)[] = []
  private slicing: NodeJS.Immediate | null = null

  /** Of more tickets than `remembered` the one longest quiet is forgotten: whoever asks of it is told that nothing came by. */
  constructor(private readonly remembered = REMEMBERED) {}

  /** How many tickets somebody waits for. */
  get count(): number {
    return this.waiting.size
  }

  /** How many wait for an entry of this ticket. */
  of(ticketId: string): number {
    return this.waiting.get(ticketId)?.size ?? 0
  }

  /** Whether the bus has told of this entry. */
  hasHeard = (ticketId: string, seq: number): boolean => seq <= (this.newestOf(ticketId) ?? -1)

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
    this.wake(this.waiting.get(ticketId) ?? [])
    if (this.newest.size <= this.remembered) return before
    const [oldest] = this.newest.keys()
    if (oldest !== undefined) this.newest.delete(oldest)
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
    for (const waiting of this.waiting.values()) this.wake(waiting)
  }

  private wake(waiting: Iterable<() => void>): void {
    for (const wake of waiting) this.due.push(wake)
    if (!this.slicing) this.wakeSome()
  }

  private wakeSome(): void {
    this.slicing = null
    for (const wake of this.due.splice(0, SLICE)) wake()
    if (this.due.length > 0) this.slicing = setImmediate(() => this.wakeSome())
  }
}
