/**
 * Where a stream's bytes go. Next sends the headers and the first bytes, through Web Streams as it does with every answer,
 * and is done; all that follows is written to the response itself, because a chunk through Web Streams costs several times a
 * write, and a Next that waits for the end costs several times a stream. Without a wire at hand, everything goes through
 * the Web stream.
 */
import 'server-only'
import type { Wire } from './wire'

const AHEAD_BYTES = 64 * 1024

export class Outlet {
  /** Called when more is welcome after `write` has answered no, and first when somebody begins to read. */
  onRoom: () => void = () => {}
  onGone: () => void = () => {}
  private web: ReadableStream<Uint8Array> | null
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null
  private isDirect = false

  constructor(private readonly wire?: Wire) {
    this.web = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller
        },
        pull: () => this.pulled(),
        cancel: () => this.onGone(),
      },
      // With nothing ahead, the second pull says that the first bytes have been written.
      new ByteLengthQueuingStrategy({ highWaterMark: wire ? 0 : AHEAD_BYTES }),
    )
  }

  /** What Next is given. */
  get stream(): ReadableStream<Uint8Array> {
    if (!this.web) throw new Error('Next has been given this stream')
    return this.web
  }

  /** False when nothing more should come before `onRoom`. */
  write(bytes: Uint8Array): boolean {
    if (this.isDirect && this.wire) return this.wire.write(bytes)
    this.controller?.enqueue(bytes)
    return (this.controller?.desiredSize ?? 0) > 0
  }

  end(): void {
    if (this.isDirect) this.wire?.end()
    else this.controller?.close()
  }

  /** Ends it also when the browser takes nothing. */
  cut(): void {
    // The name under which Next takes it for a client that left.
    this.controller?.error(new DOMException('the browser takes nothing', 'AbortError'))
    this.wire?.cut()
  }

  private pulled(): void {
    if (this.wire?.isBegun) {
      this.isDirect = true
      this.wire.take({ onRoom: () => this.onRoom(), onGone: () => this.onGone() })
      this.controller?.close()
      this.controller = null
      this.web = null
    }
    this.onRoom()
  }
}
