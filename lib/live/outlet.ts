/**
 * Where a stream's bytes go. Next sends the headers and the first bytes, through Web Streams as it does with every answer;
 * all that follows is written to the response itself, because a chunk through Web Streams costs several times a write.
 * Without a response at hand, everything goes through the stream.
 */
import 'server-only'
import type { ServerResponse } from 'node:http'

const AHEAD_BYTES = 64 * 1024

export class Outlet {
  readonly stream: ReadableStream<Uint8Array>
  /** Called when more is welcome after `write` has answered no, and first when somebody begins to read. */
  onRoom: () => void = () => {}
  onGone: () => void = () => {}
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null
  private isDirect = false
  private release = () => {}

  constructor(private readonly response?: ServerResponse) {
    this.stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller
        },
        pull: () => this.pulled(),
        cancel: () => this.onGone(),
      },
      // With nothing ahead, the second pull says that the first bytes have been written.
      new ByteLengthQueuingStrategy({ highWaterMark: response ? 0 : AHEAD_BYTES }),
    )
  }

  /** False when nothing more should come before `onRoom`. */
  write(bytes: Uint8Array): boolean {
    if (this.isDirect && this.response) return !this.response.writableEnded && this.response.write(bytes)
    this.controller?.enqueue(bytes)
    return (this.controller?.desiredSize ?? 0) > 0
  }

  end(): void {
    this.controller?.close()
    this.release()
  }

  /** Ends it also when the browser takes nothing: the response would wait for as long as its socket stands. */
  cut(): void {
    // The name under which Next takes it for a client that left.
    this.controller?.error(new DOMException('the browser takes nothing', 'AbortError'))
    this.release()
    this.response?.destroy()
  }

  private pulled(): Promise<void> | undefined {
    if (!this.response?.headersSent) {
      this.onRoom()
      return
    }
    this.isDirect = true
    this.response.on('drain', () => this.onRoom())
    this.onRoom()
    // Next is not to ask again: it only closes the response in the end.
    return new Promise((resolve) => {
      this.release = resolve
    })
  }
}
