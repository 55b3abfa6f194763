/** Between a connection's story and the socket: bytes are made only while the browser takes them, 64 KiB ahead at most. It
 *  beats the heart, ends the long-lived, and cuts off whoever takes nothing for 30 s; that browser resumes by itself. */
import 'server-only'
import { log } from '@/lib/log'
import { outside } from '@/lib/outside'
import { type Connection, HEARTBEAT_MS } from './connection'
import { Outlet } from './outlet'

const STUCK_MS = 30_000
/** Who takes nothing is not waited for with a last word. */
const FAREWELL_MS = 1_000
const LIFE_MS = 10 * 60_000
/** After "rotate" the browser opens its new stream first. */
const LINGER_MS = 10_000
const ROTATE_WITHIN_MS = 1_000

export class Pipe {
  private readonly story: AsyncGenerator<Uint8Array>
  private hasRoom = false
  private isTelling = false
  private fullSince = Date.now()
  private beatAt = Date.now() + HEARTBEAT_MS
  private rotateAt = Date.now() + LIFE_MS * (0.8 + Math.random() / 5)
  private stopAt = Number.POSITIVE_INFINITY
  private isClosed = false

  constructor(
    readonly connection: Connection,
    private readonly onClosed: (pipe: Pipe) => void,
    private readonly outlet: Outlet = new Outlet(),
  ) {
    this.story = connection.story()
    outlet.onGone = () => this.close()
    outlet.onRoom = () => this.roomMade()
  }

  get stream(): ReadableStream<Uint8Array> {
    return this.outlet.stream
  }

  /** There may be something for it. What is at hand is written here and now: no promise, no copy. */
  wake(): void {
    if (this.isClosed || !this.hasRoom) return
    const bytes = this.connection.takeReady()
    if (bytes) this.write(bytes)
  }

  /** Once a second or so. */
  tick(now: number): void {
    if (now >= this.stopAt) this.finish()
    const patienceMs = this.connection.isEnding ? FAREWELL_MS : STUCK_MS
    if (!this.hasRoom && this.connection.isBehind && now - this.fullSince > patienceMs) this.cut()
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
    this.close()
    this.outlet.cut()
  }

  /** The browser is gone. */
  close(): void {
    if (this.isClosed) return
    this.isClosed = true
    this.connection.stop()
    this.onClosed(this)
  }

  private roomMade(): void {
    this.hasRoom = true
    if (this.isTelling) this.wake()
    else outside()(() => void this.tell())
  }

  /** Passes the story on for as long as there is room; `roomMade` goes on from there. */
  private async tell(): Promise<void> {
    this.isTelling = true
    try {
      while (this.hasRoom && !this.isClosed) {
        const { done, value } = await this.story.next()
        if (this.isClosed) return
        if (done) this.finish()
        else this.write(value)
      }
    } catch (error) {
      log.error({ err: error, connection: this.connection.id }, 'live stream failed')
      this.finish()
    } finally {
      this.isTelling = false
    }
  }

  private write(bytes: Uint8Array): void {
    if (this.outlet.write(bytes)) return
    // Bytes that go beyond are no progress.
    if (this.hasRoom) this.fullSince = Date.now()
    this.hasRoom = false
  }

  private finish(): void {
    if (this.isClosed) return
    this.close()
    this.outlet.end()
  }
}
