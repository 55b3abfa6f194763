/** The session cookie: an encrypted token that names a person and a session, and says nothing else of them. */
import 'server-only'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { env } from '@/lib/env'
import { id } from '@/lib/schema'

/** A shift: after this many hours everybody signs in again, however busy they were. */
export const SESSION_HOURS = 12

const PLAIN = 'next-auth.session-token'

/** Behind TLS the browser itself refuses a cookie of this name from a plain page, so nobody can plant one. */
export const sessionCookieName = (secure: boolean): string => (secure ? `__Secure-${PLAIN}` : PLAIN)

export const claims = z.object({ personId: id, sessionId: id })
export type Claims = z.output<typeof claims>
const sealed = claims.extend({ exp: z.number() })

export const encodeToken = (token: Claims): Promise<string> =>
  encode({ token: { ...token }, secret: env().NEXTAUTH_SECRET, maxAge: SESSION_HOURS * 3600 })

/** What the token names, or null when it is not one of ours, is broken, or is too old. */
export async function decodeToken(token: string | undefined): Promise<Claims | null> {
  if (!token) return null
  const known = opened.get(token)
  if (known) return known.expiresAt > Date.now() ? known.claims : null
  const payload = await decode({ token, secret: env().NEXTAUTH_SECRET }).catch(() => null)
  const parsed = sealed.safeParse(payload)
  if (!parsed.success) return null
  const { exp, ...claims } = parsed.data
  const oldest = opened.size >= MOST_OPENED ? opened.keys().next() : undefined
  if (oldest?.done === false) opened.delete(oldest.value)
  opened.set(token, { claims, expiresAt: exp * 1_000 })
  return claims
}

// A token says the same for as long as it lives, and opening one costs more than all else about a small request. Whether
// its session still lives is not in it, and is read every time.
const opened = new Map<string, { claims: Claims; expiresAt: number }>()
const MOST_OPENED = 5_000

/** The one cookie of that name in a Cookie header. Two of a name are refused rather than guessed: one may be planted. */
export function readCookie(header: string | null, name: string): string | undefined {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  return values.length === 1 ? values[0] : undefined
}
