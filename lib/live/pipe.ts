/** Between a connection's story and the socket: bytes are made only while the browser takes them, 64 KiB ahead at most. It
 *  beats the heart, ends the long-lived, and cuts off whoever takes nothing for 30 s; that browser resumes by itself. */
import 'server-only'
import { log } from '@/lib/log'
import { type Connection, HEARTBEAT_MS } from './connection'

const AHEAD_BYTES = 64 * 1024
const STUCK_MS = 30_000
/** Who takes nothing is not waited for with a last word. */
const FAREWELL_MS = 1_000
const LIFE_MS = 10 * 60_000
/** After "rotate" the browser opens its new stream first. */
const LINGER_MS = 10_000
const ROTATE_WITHIN_MS = 1_000

export class Pipe {
  readonly stream: ReadableStream<Uint8Array>
  private readonly story: AsyncGenerator<Uint8Array>
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null
  private isAsked = false
  private askedAt = Date.now()
  private beatAt = Date.now() + HEARTBEAT_MS
  private rotateAt = Date.now() + LIFE_MS * (0.8 + Math.random() / 5)
  private stopAt = Number.POSITIVE_INFINITY
  private isClosed = false

  constructor(
    readonly connection: Connection,
    private readonly onClosed: (pipe: Pipe) => void,
    private readonly cutSocket: () => void = () => {},
  ) {
    this.story = connection.story()
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller
        },
        pull: (controller) => this.pull(controller),
        cancel: () => this.close(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: AHEAD_BYTES }),
    )
  }

  /** Once a second or so. */
  tick(now: number): void {
    if (now >= this.stopAt) this.finish()
    const patienceMs = this.connection.isEnding ? FAREWELL_MS : STUCK_MS
    if (!this.isAsked && this.connection.isBehind && now - this.askedAt > patienceMs) this.cut()
    if (now >= this.beatAt) {
      this.beatAt = now + HEARTBEAT_MS
      this.connection.beat()
    }
    if (now >= this.rotateAt) {
      this.rotateAt = Number.POSITIVE_INFINITY
      this.stopAt = now + LINGER_MS
      this.connection.end({ retryMs: Math.floor(Math.random() * ROTATE_WITHIN_MS), reason: 'rotate' })
    }
  }

  /** Ends it even if the browser takes nothing. */
  cut(): void {
    if (this.isClosed) return
    log.info({ connection: this.connection.id }, 'live stream cut off')
    // The name under which Next takes it for a client that left.
    this.controller?.error(new DOMException('the browser takes nothing', 'AbortError'))
    this.close()
    this.cutSocket()
  }

  /** The browser is gone. */
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.connection.stop()
    this.onClosed(this)
  }

  private async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
    this.isAsked = true
    try {
      const { done, value } = await this.story.next()
      if (this.isClosed) return
      if (!done) controller.enqueue(value)
      else this.finish()
    } catch (error) {
      log.error({ err: error, connection: this.connection.id }, 'live stream failed')
      if (!this.isClosed) this.finish()
    } finally {
      this.isAsked = false
      this.askedAt = Date.now()
    }
  }

  private finish(): void {
    if (this.isClosed) return
    this.close()
    this.controller?.close()
  }
}
