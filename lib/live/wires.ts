/** The responses under the streams, which Next does not hand out: streams are written to them, and a browser that takes
 *  nothing loses its socket with them. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { once } from '@/lib/once'
import { outside } from '@/lib/outside'
import { Wire } from './wire'

/** Set by us on the way in, whatever the client says. */
const HEADER = 'x-bellboard-wire'

const watch = () => once('wires.watch', () => ({ isOn: false }))

const wires = () => once('wires', () => new Map<string, Wire>())

/** Call once at boot. */
export function watchWires(): void {
  outside()
  watch().isOn = true
  once('wires.subscription', () => {
    // Node publishes this before its server emits 'request'.
    subscribe('http.server.request.start', (message) => {
      const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
      delete request.headers[HEADER]
      if (!request.url?.startsWith('/api/live')) return
      const id = randomUUID()
      request.headers[HEADER] = id
      const seated = seatsOn(request.socket).add(response)
      const onClose = () => {
        wires().delete(id)
        seated.delete(response)
      }
      wires().set(id, new Wire(request, response, onClose))
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

/** Whether each request for a stream has a wire. One without then came another way, and could not be cut off. */
export const isWatching = (): boolean => watch().isOn

/** The wire of this request, if it is known. */
export const wireOf = (headers: Headers): Wire | undefined => wires().get(headers.get(HEADER) ?? '')
