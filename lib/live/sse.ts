/** The response of one stream: headers that keep proxies and compression out of it, and its end when the browser leaves. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import { hub } from './hub'
import { Outlet } from './outlet'
import { isWatching, wireOf } from './wires'

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // "no-transform" is what keeps Next from compressing it.
  'cache-control': 'no-cache, no-transform',
  'x-accel-buffering': 'no',
  // A kept-alive socket would hold up the shutdown after its stream has ended.
  connection: 'close',
}

/** Opens this person's stream; throws `unavailable` when there are too many, when the process is about to end, or for a request
 *  whose response is not at hand: it came by another address, or before the process had begun to look out for them. */
export function openStream(
  actor: Actor,
  open: { ticketId: string; seq: number }[],
  { signal, headers }: Pick<Request, 'signal' | 'headers'>,
): Response {
  const wire = wireOf(headers)
  // Its socket could not be taken from a browser that takes nothing.
  if (!wire && isWatching()) throw new AppError('unavailable', 'unavailable', { retryAfter: 1 })
  const pipe = hub().admit(actor, open, new Outlet(wire))
  signal.addEventListener('abort', () => pipe.close(), { once: true })
  if (signal.aborted) pipe.close()
  return new Response(pipe.stream, { headers: HEADERS })
}

/** What a stream's headers would be. */
export const headersOnly = (): Response => new Response(null, { headers: HEADERS })
