/** How often everybody is woken: at once when it has been quiet; when much is going on, many streams take what there is
 *  together. A few at a time: who has the ticket open is not to wait behind everybody's board. */
import 'server-only'

/** A busy process wakes this many in a millisecond … */
const STREAMS_PER_MS = 4
/** … and nobody later than this, and the time that waking takes. */
const LONGEST_MS = 100
/** Between two slices whatever else the process has to do gets its turn. */
const SLICE = 100

export class Pace<T extends { wake(): void }> {
  private waiting: NodeJS.Timeout | null = null
  private slicing: NodeJS.Immediate | null = null
  private wokenAt = Number.NEGATIVE_INFINITY
  private isCalled = false

  constructor(
    private readonly streams: ReadonlySet<T>,
    private readonly onWaking: () => void = () => {},
  ) {}

  /** There may be something for everybody. */
  call(): void {
    this.isCalled = true
    if (this.waiting || this.slicing) return
    const waitMs = this.wokenAt + Math.min(this.streams.size / STREAMS_PER_MS, LONGEST_MS) - performance.now()
    if (waitMs > 0) this.waiting = setTimeout(() => this.now(), waitMs)
    else this.now()
  }

  stop(): void {
    if (this.waiting) clearTimeout(this.waiting)
    if (this.slicing) clearImmediate(this.slicing)
    this.waiting = null
    this.slicing = null
  }

  private now(): void {
    this.waiting = null
    this.isCalled = false
    this.wokenAt = performance.now()
    this.onWaking()
    this.wakeFrom([...this.streams], 0)
  }

  private wakeFrom(streams: T[], first: number): void {
    this.slicing = null
    const next = first + SLICE
    for (const stream of streams.slice(first, next)) stream.wake()
    if (next < streams.length) this.slicing = setImmediate(() => this.wakeFrom(streams, next))
    else if (this.isCalled) this.call()
  }
}
