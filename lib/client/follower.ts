/** Reads anew what was said to have changed, one thing after the other: the same never twice at once, but once more where it
 *  changed meanwhile, and again until it is read. Without React. */
import { Alarms } from './alarms'
import { backoff } from './backoff'
import type { Timers } from './live-stream'
import { isRefused } from './refused'

export class Follower {
  private readonly alarms: Alarms<'next'>
  private readonly waiting = new Set<string>()
  private reading: AbortController | null = null
  private attempt = 0

  /** `pauseMs`: of many changes at once one is waited for. `read` rejects when it cannot be had. */
  constructor(
    private readonly timers: Timers & { random(): number },
    private readonly pauseMs: number,
    private readonly read: (id: string, signal: AbortSignal) => Promise<void>,
  ) {
    this.alarms = new Alarms(timers)
  }

  note = (ids: Iterable<string>): void => {
    for (const id of ids) this.waiting.add(id)
    if (this.waiting.size > 0 && this.reading === null && !this.alarms.has('next')) this.goOn(this.pauseMs)
  }

  /** Nothing of it is of interest any more. */
  stop = (): void => {
    this.alarms.cancelAll()
    this.waiting.clear()
    this.reading?.abort()
    this.reading = null
    this.attempt = 0
  }

  private goOn(ms: number): void {
    this.alarms.set('next', ms, () => void this.readNext())
  }

  private async readNext(): Promise<void> {
    const [id] = this.waiting
    if (id === undefined) return
    this.waiting.delete(id)
    const mine = new AbortController()
    this.reading = mine
    const isDone = await this.read(id, mine.signal).then(() => true, isRefused)
    if (this.reading !== mine) return
    this.reading = null
    if (!isDone) this.waiting.add(id)
    if (isDone) this.attempt = 0
    if (this.waiting.size > 0) this.goOn(isDone ? 0 : backoff(this.attempt++, this.timers.random))
  }
}
