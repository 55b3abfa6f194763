/** One live stream: an EventSource with the two things it lacks, a deadline for the first word and a watchdog for silence.
 *  It ends once, says how, and never reconnects by itself: that is decided in connection.ts. */
import type { LiveEvent, LiveEventName } from '@/lib/live/events'

/** What of the browser's EventSource is used. */
export interface Source {
  readonly readyState: number
  addEventListener(name: string, listener: (message: { data: string }) => void): void
  onerror: ((event: unknown) => void) | null
  close(): void
}

export interface Timers {
  now(): number
  setTimeout(run: () => void, ms: number): unknown
  clearTimeout(timer: unknown): void
}

/** `refused`: the server answered something else than a stream. `lost`: the connection broke. `silent`: no sign of life. */
export type Ending = 'refused' | 'lost' | 'silent'

/** A server to which everybody comes back at once takes this long: who gives up before makes it begin anew. */
export const HELLO_DEADLINE_MS = 20_000
/** A stream that missed two heartbeats is dead, whatever the socket believes. */
export const WATCHDOG_HEARTBEATS = 2.2

const NAMES = Object.keys({
  hello: 0,
  entry: 0,
  activity: 0,
  ticket: 0,
  gone: 0,
  typing: 0,
  presence: 0,
  delivered: 0,
  read: 0,
  duty: 0,
  flags: 0,
  links: 0,
  reset: 0,
  heartbeat: 0,
  bye: 0,
} satisfies Record<LiveEventName, 0>) as LiveEventName[]

const CLOSED = 2

export class Stream {
  /** When the server last said anything, by the device's clock. */
  heardAt: number
  private watchdog: unknown
  private heartbeatMs: number | null = null
  private ended = false

  constructor(
    private readonly source: Source,
    private readonly timers: Timers,
    private readonly onEvent: (event: LiveEvent, stream: Stream) => void,
    private readonly onEnd: (how: Ending, stream: Stream) => void,
  ) {
    this.heardAt = timers.now()
    this.watch()
    for (const name of NAMES) source.addEventListener(name, (message) => this.hear(name, message.data))
    source.onerror = () => this.end(this.heartbeatMs === null && source.readyState === CLOSED ? 'refused' : 'lost')
  }

  /** Silently: `onEnd` is not called for what its owner closes. */
  close(): void {
    this.ended = true
    this.timers.clearTimeout(this.watchdog)
    this.source.close()
  }

  private hear(name: LiveEventName, data: string): void {
    if (this.ended) return
    const event = { event: name, data: JSON.parse(data) } as LiveEvent
    if (event.event === 'hello') this.heartbeatMs = event.data.heartbeatMs
    this.heardAt = this.timers.now()
    this.watch()
    this.onEvent(event, this)
  }

  private watch(): void {
    this.timers.clearTimeout(this.watchdog)
    const ms = this.heartbeatMs === null ? HELLO_DEADLINE_MS : this.heartbeatMs * WATCHDOG_HEARTBEATS
    this.watchdog = this.timers.setTimeout(() => this.end('silent'), ms)
  }

  private end(how: Ending): void {
    if (this.ended) return
    this.close()
    this.onEnd(how, this)
  }
}
