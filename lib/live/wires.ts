/** The responses under the streams, which Next does not hand out: streams are written to them, and a browser that takes
 *  nothing loses its socket with them. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { once } from '@/lib/once'

/** Set by us on the way in, whatever the client says. */
const HEADER = 'x-bellboard-wire'

const wires = () => once('wires', () => new Map<string, ServerResponse>())

/** Call once at boot. */
export function watchWires(): void {
  once('wires.watch', () => {
    // Node publishes this before its server emits 'request'.
    subscribe('http.server.request.start', (message) => {
      const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
      delete request.headers[HEADER]
      if (!request.url?.startsWith('/api/live')) return
      const id = randomUUID()
      request.headers[HEADER] = id
      wires().set(id, response)
      response.once('close', () => wires().delete(id))
    })
    return true
  })
}

/** The response that this request will get, if it is known. */
export const responseTo = (headers: Headers): ServerResponse | undefined => wires().get(headers.get(HEADER) ?? '')
