/** Work that few do at a time, so that what is lighter does not wait behind all who ask for it at once. Promise: however much
 *  one person asks for, the next of somebody else waits behind one piece of it at most in each place. */
import 'server-only'
import { AppError } from './errors'

/** So many of one person's questions wait; a page that has more of them open has lost count. */
const MOST_EACH = 20

interface Waiter {
  begin(): void
}

export class Turns {
  private running = 0
  /** Whose work is being done: of each person one piece at a time. */
  private readonly busy = new Set<string>()
  /** By person, whoever was served longest ago first. */
  private readonly waiting = new Map<string, Set<Waiter>>()

  /** Whoever waits longer than `patienceMs` is refused. */
  constructor(
    private readonly atOnce: number,
    private readonly patienceMs: number,
  ) {}

  /** People by turns, and each person's in the order in which they came. Throws `unavailable` when its turn does not come, or
   *  when this person has too many waiting; an aborted one is not begun. */
  async take<T>(who: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.running < this.atOnce && !this.busy.has(who)) this.enter(who)
    else await this.wait(who, signal)
    try {
      return await work()
    } finally {
      this.running -= 1
      this.busy.delete(who)
      this.callNext()
    }
  }

  private enter(who: string): void {
    this.running += 1
    this.busy.add(who)
  }

  private callNext(): void {
    for (const [who, waiters] of this.waiting) {
      if (this.running >= this.atOnce) return
      const [next] = waiters
      if (!next || this.busy.has(who)) continue
      this.enter(who)
      next.begin()
      // Behind everybody else who waits.
      if (this.waiting.delete(who) && waiters.size > 0) this.waiting.set(who, waiters)
    }
  }

  private wait(who: string, signal?: AbortSignal): Promise<void> {
    const waiters = this.waiting.get(who) ?? new Set<Waiter>()
    if (waiters.size >= MOST_EACH || signal?.aborted) return Promise.reject(refusal())
    this.waiting.set(who, waiters)
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', giveUp)
        waiters.delete(waiter)
        if (waiters.size === 0) this.waiting.delete(who)
      }
      const giveUp = () => {
        leave()
        reject(refusal())
      }
      const waiter = {
        begin: () => {
          leave()
          resolve()
        },
      }
      const timer = setTimeout(giveUp, this.patienceMs)
      signal?.addEventListener('abort', giveUp)
      waiters.add(waiter)
    })
  }
}

const refusal = () => new AppError('unavailable', 'unavailable', { retryAfter: 5 })
