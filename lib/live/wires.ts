/** The responses under the streams, which Next does not hand out: streams are written to them, and a browser that takes
 *  nothing loses its socket with them. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
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
      const seated = seatsOn(request.socket).add(response)
      response.once('close', () => {
        wires().delete(id)
        seated.delete(response)
      })
    })
    return true
  })
}

const seats = new WeakMap<Socket, Set<ServerResponse>>()

/** The responses that a socket owes. Whoever asks again on it before the first answer has ended is answered after that; when
 *  the socket is lost first, Node tells nobody: we do, or their streams would go on for nobody. */
function seatsOn(socket: Socket): Set<ServerResponse> {
  const known = seats.get(socket)
  if (known) return known
  const seated = new Set<ServerResponse>()
  seats.set(socket, seated)
  socket.once('close', () => {
    for (const response of seated) if (!response.socket) response.emit('close')
  })
  return seated
}

/** The response that this request will get, if it is known. */
export const responseTo = (headers: Headers): ServerResponse | undefined => wires().get(headers.get(HEADER) ?? '')
