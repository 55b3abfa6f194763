/** The last so many items of an endless sequence, each under a number of its own. Whoever reads it keeps a number, not a
 *  queue: a slow reader costs nothing, and finds out that it fell behind. */
import 'server-only'

export class Ring<T> {
  private readonly slots: T[] = []
  /** The number that the next item will get. */
  end = 0

  constructor(private readonly size: number) {}

  /** The number of the oldest item that is still there. */
  get start(): number {
    return Math.max(0, this.end - this.size)
  }

  push(item: T): void {
    this.slots[this.end % this.size] = item
    this.end += 1
  }

  /** Undefined when it is gone, or not there yet. */
  at(number: number): T | undefined {
    return number >= this.start && number < this.end ? this.slots[number % this.size] : undefined
  }
}
