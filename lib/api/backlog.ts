/** Lets a crowd wait at the door. Node has the kernel hold 511 connections that have not been accepted yet, and Next takes no
 *  other number. Of whoever comes then the kernel drops the first packet, and their machine tries again after one second, three,
 *  seven, fifteen: three thousand screens that lose a server at once take a minute to come back, however fast it answers. */
import 'server-only'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:net'
import { log } from '@/lib/log'
import { once } from '@/lib/once'

/** What Linux allows by itself (net.core.somaxconn). */
const BACKLOG = 4_096

/** What of Node's inside is used: there is no other way to a server that somebody else has opened. */
interface Listening {
  listen?(backlog: number): number
}

/** Call once at boot: the server becomes known with its first request, which is the supervisor's. */
export function widenBacklog(): void {
  once('backlog', () => {
    const onRequest = (message: unknown) => {
      unsubscribe('http.server.request.start', onRequest)
      if (!widen((message as { server: Server }).server)) log.warn('a crowd cannot wait at the door')
    }
    subscribe('http.server.request.start', onRequest)
    return true
  })
}

/** Says anew how many may wait, which a listening socket lets one do; false where it cannot be said. */
export function widen(server: Server): boolean {
  const { _handle: handle } = server as Server & { _handle?: Listening | null }
  return handle?.listen?.(BACKLOG) === 0
}
