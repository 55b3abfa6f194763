/** The plain request and response under a small write, which Next does not hand out. A body read and an answer given through
 *  Web Streams are some forty promises, of which a message needs none. Without them at hand everything goes Next's way. */
import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from '@/lib/once'

/** Set by us on the way in, whatever the client says. */
export const EXCHANGE = 'x-bellboard-exchange'

interface Exchange {
  request: IncomingMessage
  response: ServerResponse
}

const exchanges = () => once('exchanges', () => ({ last: 0, open: new Map<string, Exchange>() }))

/** Takes what the client says of it off the request, and keeps a ticket's write at hand until its answer has gone, or its socket. */
export function keepAtHand(request: IncomingMessage, response: ServerResponse): void {
  delete request.headers[EXCHANGE]
  const { method, url } = request
  if ((method !== 'POST' && method !== 'PUT') || !url?.startsWith('/api/tickets')) return
  const known = exchanges()
  known.last += 1
  const id = String(known.last)
  known.open.set(id, { request, response })
  response.once('close', () => known.open.delete(id))
  request.headers[EXCHANGE] = id
}

/** How many are open. */
export const atHand = (): number => exchanges().open.size

const exchangeOf = (headers: Headers): Exchange | undefined => exchanges().open.get(headers.get(EXCHANGE) ?? '')

/** The body, as soon as all of it is here; null as soon as it is longer than `limit` bytes; undefined when it has to be read
 *  Next's way. Rejects when it breaks off. */
export function takeBody(headers: Headers, limit: number): Promise<Uint8Array | null> | undefined {
  const request = exchangeOf(headers)?.request
  if (!request || request.readableDidRead || request.destroyed) return undefined
  return new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = []
    let size = 0
    // What comes after the limit is let go by, so that the answer gets through.
    request.on('data', (chunk: Uint8Array) => {
      size += chunk.byteLength
      if (size > limit) resolve(null)
      else chunks.push(chunk)
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
    request.once('close', () => reject(new Error('the body broke off')))
  })
}

/** Whether the answer has been given here; then nothing is left for Next but to end it. */
export function giveAnswer(headers: Headers, status: number, own: Record<string, string>, json: string): boolean {
  const response = exchangeOf(headers)?.response
  if (!response || response.headersSent || response.destroyed) return false
  response.writeHead(status, { ...own, 'content-length': String(Buffer.byteLength(json)) })
  response.end(json)
  return true
}
