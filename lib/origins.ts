/** Under which of this hotel's own addresses a request came in. Every answer is one of the configured `PUBLIC_URL`s or
 *  nothing: a header can choose among them, and never add one. */
import 'server-only'
import { env } from '@/lib/env'

interface Asking {
  headers: Pick<Headers, 'get'>
}

/** The same-origin check of every write, and of signing in. Browsers send `Origin` with every unsafe method. */
export function isOwnOrigin(request: Asking): boolean {
  const origin = request.headers.get('origin')
  return origin !== null && env().PUBLIC_URL.includes(origin)
}

/** The configured address that the browser used, or null for a stranger's. A page's own `Origin` says it exactly; a plain
 *  GET has none, so the host decides, and behind one host with two schemes the proxy's `X-Forwarded-Proto`. Forging
 *  these headers gains nothing: no page can make somebody else's browser send them, and all they choose is which of the
 *  hotel's own names the asker's cookies go by. */
export function publicOriginOf(request: Asking): string | null {
  const origin = request.headers.get('origin')
  if (origin !== null) return env().PUBLIC_URL.includes(origin) ? origin : null
  const forwarded = first(request.headers.get('x-forwarded-host'))
  const known = under(forwarded) ?? under(request.headers.get('host'))
  if (!known) return null
  const scheme = first(request.headers.get('x-forwarded-proto'))
  return known.find((url) => url.startsWith(`${scheme}:`)) ?? known[0] ?? null
}

/** Whether the browser speaks TLS to whatever stands in front of us: then cookies are `Secure` and named so. */
export const isSecure = (request: Asking): boolean => publicOriginOf(request)?.startsWith('https:') ?? false

const first = (list: string | null): string | undefined => list?.split(',')[0]?.trim()

function under(host: string | null | undefined): string[] | undefined {
  if (!host) return undefined
  const name = host.toLowerCase()
  const known = env().PUBLIC_URL.filter((url) => hostsOf(new URL(url)).includes(name))
  return known.length > 0 ? known : undefined
}

/** A Host header may carry the scheme's own port, which a URL leaves out. */
function hostsOf(url: URL): string[] {
  if (url.port) return [url.host]
  return [url.host, `${url.host}:${url.protocol === 'https:' ? 443 : 80}`]
}
