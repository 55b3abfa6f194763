/** `/api/auth/*`: what NextAuth may be asked, from where, and how it refuses. Only the calls that its own browser side makes
 *  are let through; who I am is `/api/me`. */
import 'server-only'
import { readCookie } from '@/lib/auth/cookie'
import { deviceCookie, deviceCookieName, readDevice } from '@/lib/auth/device'
import { localPath } from '@/lib/auth/local-path'
import { handle } from '@/lib/auth/next-auth'
import { signInInput } from '@/lib/auth/schema'
import { claimsOf, endSession } from '@/lib/auth/session'
import { type SignedIn, signIn } from '@/lib/auth/sign-in'
import { deviceOf } from '@/lib/devices/own'
import { AppError, type ErrorBody } from '@/lib/errors'
import { isOwnOrigin, publicOriginOf } from '@/lib/origins'
import { addressOf } from './address'
import { isUtf8, readForm, readJson } from './body'
import { hasPassed } from './doorstep'
import { parse } from './parse'
import { refusal } from './refusal'

const ALLOWED = new Set([
  'GET csrf',
  'GET providers',
  'GET signin',
  'GET error',
  'POST callback/credentials',
  'POST signout',
])

/** NextAuth's browser side reads the outcome from the `error` of a `url`, so refusals carry one beside their usual shape: the
 *  sentence's code, and after a colon the seconds to wait where there are some ("too_many_tries:840", "busy:2"). */
export async function authRoute(request: Request, path: string[]): Promise<Response> {
  const origin = publicOriginOf(request)
  try {
    if (!hasPassed(request.headers)) throw new AppError('unavailable', 'unavailable', { retryAfter: 1 })
    if (!origin || (request.method === 'POST' && !isOwnOrigin(request)))
      throw new AppError('forbidden', 'foreign_origin')
    if (!ALLOWED.has(`${request.method} ${path.join('/')}`)) throw new AppError('not_found', 'not_found')
    return await answer(request, path, origin)
  } catch (error) {
    const refused = refusal(error, request)
    const body: ErrorBody = await refused.json()
    const wait = refused.headers.get('retry-after')
    const url = `${origin ?? 'http://localhost'}/sign-in?error=${body.error.message}${wait ? `:${wait}` : ''}`
    return Response.json({ ...body, url }, { status: refused.status, headers: refused.headers })
  }
}

async function answer(request: Request, path: string[], origin: string): Promise<Response> {
  const secure = origin.startsWith('https:')
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const body = request.method === 'POST' ? await readFields(request) : undefined
  for (const given of [query, body]) if (given?.callbackUrl) given.callbackUrl = localPath(given.callbackUrl, origin)
  const device = await readDevice(readCookie(request.headers.get('cookie'), deviceCookieName(secure)))
  let signedIn: SignedIn | undefined
  const asked = { method: request.method, path, query, body, cookies: cookiesFor(request), origin }
  const response = await handle(asked, {
    signIn: async () => {
      const input = parse(signInInput, body, 'body')
      const formerId = (await claimsOf(request.headers))?.sessionId ?? null
      const enrolledId = (await deviceOf(request.headers))?.id ?? null
      const userAgent = request.headers.get('user-agent')
      const from = { address: addressOf(request), userAgent, device, enrolledId, formerId }
      signedIn = await signIn(input, from)
      return signedIn
    },
    signOut: endSession,
  })
  if (!signedIn) return response
  response.headers.append('set-cookie', await deviceCookie(device, signedIn.personId, secure))
  return response
}

/** A form, as NextAuth's browser side sends it, or JSON, as a script does. */
async function readFields(request: Request): Promise<Record<string, string>> {
  if (!isUtf8(request, 'application/json')) return readForm(request)
  const body = await readJson(request)
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new AppError('invalid', { code: 'invalid', params: { reason: 'must be an object' } }, { field: 'body' })
  return { ...body, json: 'true' }
}

/** NextAuth's own cookies, except where it was asked to go last time: that it may have from the request only. */
function cookiesFor(request: Request): Record<string, string> {
  const cookies: Record<string, string> = {}
  for (const pair of (request.headers.get('cookie') ?? '').split(';')) {
    const [name = '', ...value] = pair.trim().split('=')
    if (/^(__(Secure|Host)-)?next-auth\.(csrf-token|session-token)$/.test(name))
      cookies[name] = decoded(value.join('='))
  }
  return cookies
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
