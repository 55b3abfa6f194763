/** In front of every page: the browser's rules for it (a content security policy with a nonce of its own), and the way to the
 *  sign-in page for whoever has no session cookie. It decides nothing else: each page and route asks who is there itself,
 *  so that slipping past here gains nothing. */
import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { sessionCookieName } from '@/lib/auth/cookie'
import { isSecure, publicOriginOf } from '@/lib/origins'
import { languageOf } from '@/lib/words/languages'
import { wordsIn } from '@/lib/words/words-in'

const SIGN_IN = '/sign-in'
/** Where a browser becomes one of the house's, before anybody has signed in there; and what holds nothing of anybody and is
 *  fetched before anybody signs in: see app/offline. */
const OFFLINE = '/offline'
const OPEN = new Set([SIGN_IN, '/enrol', OFFLINE])

export function proxy(request: NextRequest): NextResponse {
  const origin = publicOriginOf(request)
  const { errors } = wordsIn(languageOf(request.headers.get('accept-language'))).messages
  // Under an unknown address cookies and writes would fail one by one: say so once.
  if (!origin) return new NextResponse(errors.foreign_origin, { status: 421, headers: PLAIN })
  // Pages are read; whatever is written goes through the API.
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return new NextResponse(errors.method_not_allowed, {
      status: 405,
      headers: { ...PLAIN, allow: 'GET, HEAD' },
    })
  const { pathname, search } = request.nextUrl
  if (!isReadable(pathname)) return new NextResponse(errors.not_found, { status: 400, headers: PLAIN })
  const secure = isSecure(request)
  if (!OPEN.has(pathname) && !request.cookies.has(sessionCookieName(secure))) return toSignIn(origin, pathname + search)

  const nonce = randomBytes(18).toString('base64')
  const policy = contentPolicy(nonce)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // It is kept on the device: it is made for nobody.
  if (pathname === OFFLINE) headers.delete('cookie')
  // Next reads the nonce of its own scripts from here.
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('vary', 'Cookie, Accept-Language')
  if (secure) for (const [name, value] of Object.entries(WITH_TLS)) response.headers.set(name, value)
  return response
}

/** A browser ignores these without TLS, and complains of the second on every page. */
const WITH_TLS = { 'strict-transport-security': 'max-age=31536000', 'cross-origin-opener-policy': 'same-origin' }

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }

/** Percent signs that are no UTF-8, and NUL, name no page. */
function isReadable(pathname: string): boolean {
  try {
    return !decodeURIComponent(pathname).includes('\0')
  } catch {
    return false
  }
}

function toSignIn(origin: string, wanted: string): NextResponse {
  const url = new URL(SIGN_IN, origin)
  if (wanted !== '/') url.searchParams.set('callbackUrl', wanted)
  return NextResponse.redirect(url, { headers: { 'cache-control': 'no-store' } })
}

/** Scripts only with this answer's nonce, or loaded by one that has it; nothing framed, nothing from elsewhere. */
function contentPolicy(nonce: string): string {
  // React's development build rebuilds stack traces with eval.
  const forDevelopment = process.env.NODE_ENV === 'development' ? " 'unsafe-eval'" : ''
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${forDevelopment}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** Not the API: it answers JSON under its own fixed policy, and Next cuts bodies that pass through here at 10 MB. Nor what an
 *  installed app is made of: a service worker must not be redirected. */
export const config = {
  matcher: ['/((?!api(?:/|$)|_next/static/|serwist/|icons/|manifest\\.webmanifest$|favicon\\.ico$|icon\\.svg$).*)'],
}
