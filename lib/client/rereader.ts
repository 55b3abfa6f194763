/** Reads something anew when part of it may have passed unseen, and again until it is read: what stays old under a stream that
 *  is live would never be put right. Without React. */
import { Alarms } from './alarms'
import { backoff } from './backoff'
import type { Timers } from './live-stream'

interface Reading<T> {
  /** The whole of it; rejects when it cannot be had. */
  read(signal: AbortSignal): Promise<T>
  /** What happens from now on may be missing from the answer. */
  asked?(): void
  taken(value: T): void
  /** True: it is not to be had, and not asked for again. */
  failed(error: unknown): boolean
}

export class Rereader<T> {
  private readonly alarms: Alarms<'again'>
  private asking: AbortController | null = null
  private attempt = 0

  constructor(
    private readonly timers: Timers & { random(): number },
    private readonly reading: Reading<T>,
  ) {
    this.alarms = new Alarms(timers)
  }

  /** The answer that is on its way is of no use any more. `withinMs`: not at once, but in the second half of that time, as a
   *  server asks of a crowd; who waits already is not put off. */
  refresh = (withinMs = 0): void => {
    this.attempt = 0
    if (withinMs > 0 && this.alarms.has('again')) return
    if (withinMs <= 0) return void this.ask()
    this.stop()
    this.alarms.set('again', (0.5 + this.timers.random() / 2) * withinMs, () => void this.ask())
  }

  /** `refresh` undoes it. */
  stop = (): void => {
    this.alarms.cancelAll()
    this.asking?.abort()
    this.asking = null
  }

  private async ask(): Promise<void> {
    this.stop()
    const mine = new AbortController()
    this.asking = mine
    this.reading.asked?.()
    const answer = await this.reading.read(mine.signal).then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    )
    if (this.asking !== mine) return
    this.asking = null
    if ('value' in answer) return this.reading.taken(answer.value)
    if (this.reading.failed(answer.error)) return
    this.alarms.set('again', backoff(this.attempt++, this.timers.random), () => void this.ask())
  }
}
