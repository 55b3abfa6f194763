/** What a request loses before Next sees it: claims that only a proxy of ours may make, and shapes that Next answers
 *  with 500 or sends elsewhere. There is no other place for it: `proxy.ts` comes after Next has read them. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '@/lib/env'
import { once } from '@/lib/once'
import { keepAtHand } from './exchange'

/** Where the client came from, as reverse proxies tell it. */
const FORWARDING = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-port', 'x-forwarded-proto']
/** What Next says to itself. */
const INTERNAL = ['x-middleware-subrequest', 'x-matched-path', 'x-nonce', 'content-security-policy']

/** Set by us on the way in, whatever the client says: who does not have it came before anybody stood at the door. */
const MARK = 'x-bellboard-door'
const door = () => once('doorstep.mark', () => ({ mark: randomUUID(), isGuarded: false }))

/** False for a request that came while the process was starting, with claims that nobody has taken from it. */
export function hasPassed(headers: Headers): boolean {
  const { mark, isGuarded } = door()
  return !isGuarded || headers.get(MARK) === mark
}

/** Call once at boot. */
export function guardDoorstep(): void {
  once('doorstep', () => {
    // Node publishes this before its server emits 'request'.
    subscribe('http.server.request.start', (message) => {
      const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
      tidy(request, env().TRUST_PROXY > 0)
      request.headers[MARK] = door().mark
      keepAtHand(request, response)
    })
    door().isGuarded = true
    return true
  })
}

export function tidy(request: Pick<IncomingMessage, 'headers' | 'method' | 'url'>, isBehindProxy: boolean): void {
  for (const name of INTERNAL) delete request.headers[name]
  if (!isBehindProxy) for (const name of FORWARDING) delete request.headers[name]
  // Next's Request cannot carry TRACE. It refuses methods of which it has never heard.
  if (request.method === 'TRACE') request.method = 'UNHEARD-OF'
  request.url = plain(readable(ownPart(request.url ?? '/')))
}

/** `OPTIONS *` is about nothing of ours; and what is addressed in full, as to a proxy, Next would redirect to that host. */
function ownPart(url: string): string {
  if (url.startsWith('/')) return url
  const { pathname, search } = URL.canParse(url) ? new URL(url) : { pathname: '/', search: '' }
  return pathname.startsWith('/') ? pathname + search : '/'
}

/** A percent sign that encodes nothing is a percent sign: the path then names what is not there. */
function readable(url: string): string {
  const end = url.indexOf('?')
  const path = end < 0 ? url : url.slice(0, end)
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return path.replaceAll('%', '%25') + (end < 0 ? '' : url.slice(end))
  }
}

/** Where it leads, dot segments and backslashes resolved as Next will resolve them: who looks at the path before Next does is
 *  not told another one. A path that begins with two slashes is no host. */
function plain(url: string): string {
  const { pathname, search } = new URL(`http://here.invalid${url}`)
  return pathname + search
}
