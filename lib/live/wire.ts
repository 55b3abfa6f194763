/**
 * One response, which Next begins and a stream goes on with. Promise: once taken, Next takes it for finished, and neither
 * the request nor the response holds on to anything of Next's, which would be many times a quiet stream.
 */
import 'server-only'
import { type IncomingMessage, ServerResponse } from 'node:http'

/** Where Next keeps what it knows of a request. */
const NEXT_REQUEST_META = Symbol.for('NextInternalRequestMeta')
/** What Next's cookies, its compression, which `no-transform` turns off, and the wire put over Node's own. */
const OVERRIDDEN = ['setHeader', 'writeHead', 'flushHeaders', 'write', 'end', 'on'] as const
const NO_HEADERS: string[] = []

export class Wire {
  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly onClose: () => void,
  ) {
    response.once('close', onClose)
    // A stream ends with its connection: each write is then one buffer, and not three, a chunk's length around it.
    response.useChunkedEncodingByDefault = false
    // Next would send them ahead: they go with the first bytes, which are there.
    response.flushHeaders = ignore
  }

  /** Whether the headers have been written. */
  get isBegun(): boolean {
    return this.response.headersSent
  }

  /** From here on all that is written, and the end, is the caller's. Next is to be told that its part is over. */
  take({ onRoom, onGone }: { onRoom: () => void; onGone: () => void }): void {
    const { request, response } = this
    // Next does not end a response that has finished; and its listeners would hold its whole answer.
    Object.defineProperty(response, 'writableFinished', { value: true, configurable: true })
    for (const name of ['close', 'drain', 'error']) response.removeAllListeners(name)
    request.removeAllListeners('error')
    // A socket that fails is closed as well.
    request.on('error', ignore)
    response.on('error', ignore)
    response.on('drain', onRoom)
    response.once('close', this.onClose)
    response.once('close', onGone)
    // Set, because an object from which something is deleted costs two kilobytes more.
    for (const name of OVERRIDDEN) Object.assign(response, { [name]: ServerResponse.prototype[name] })
    Object.assign(request, { [NEXT_REQUEST_META]: undefined, headers: {}, rawHeaders: NO_HEADERS })
  }

  /** False when nothing more should come before there is room. */
  write(bytes: Uint8Array): boolean {
    return !this.response.writableEnded && this.response.write(bytes)
  }

  end(): void {
    this.response.end()
  }

  /** Ends it also when the browser takes nothing: a response waits for as long as its socket stands. */
  cut(): void {
    this.response.destroy()
  }
}

const ignore = () => {}
