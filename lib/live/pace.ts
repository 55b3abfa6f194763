/** How often everybody is woken: at once when it has been quiet; when much is going on, many streams take what there is
 *  together. Waking a stream costs about as much as all that it then sends. */
import 'server-only'

/** A busy process wakes this many in a millisecond … */
const STREAMS_PER_MS = 4
/** … and nobody later than this. */
const LONGEST_MS = 100

export class Pace {
  private waking: NodeJS.Timeout | null = null
  private wokenAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly count: () => number,
    private readonly wake: () => void,
  ) {}

  /** There is something for everybody. */
  call(): void {
    if (this.waking) return
    const waitMs = this.wokenAt + Math.min(this.count() / STREAMS_PER_MS, LONGEST_MS) - performance.now()
    if (waitMs > 0) this.waking = setTimeout(() => this.now(), waitMs)
    else this.now()
  }

  stop(): void {
    if (this.waking) clearTimeout(this.waking)
    this.waking = null
  }

  private now(): void {
    this.waking = null
    this.wokenAt = performance.now()
    this.wake()
  }
}
