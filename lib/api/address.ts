/** From which address a request came.
 *
 *  Next hands a route no socket: it writes the peer's address into `X-Forwarded-For`, but only when the client sent none,
 *  so a client could choose its own. Hence the doorstep, which takes a client's forwarding headers off before Next sees
 *  them. Behind a reverse proxy `TRUST_PROXY` says how many proxies append to the header, and the address is the one that
 *  the outermost of them saw. */
import 'server-only'
import { env } from '@/lib/env'

/** The client's address, an IPv6 one as its /64 (one household, one subscriber), or "unknown". */
export function addressOf(request: { headers: Pick<Headers, 'get'> }): string {
  const hops = (request.headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const seen = hops[Math.max(0, hops.length - Math.max(1, env().TRUST_PROXY))]
  return network(seen ?? '')
}

function network(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(mapped)) return mapped
  if (!/^[0-9a-f:.]{2,45}$/i.test(mapped)) return 'unknown'
  return `${expanded(mapped).slice(0, 4).join(':')}::/64`
}

/** The eight groups of an IPv6 address, as far as /64 needs them. */
function expanded(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head.split(':').filter(Boolean)
  const right = (tail ?? '').split(':').filter(Boolean)
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  return [...left, ...Array<string>(gap).fill('0'), ...right].map((group) => group.replace(/^0+(?=.)/, ''))
}
