/** What an enrolled browser proves itself by: a cookie with the device's id and a random secret, of which only the hash is
 *  kept. And the code that is typed on a device to get one. */
import 'server-only'
import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { id } from '@/lib/schema'
import { CODE_ALPHABET, CODE_LENGTH } from './schema'

/** As long as browsers keep a cookie at most; each sign-in begins it anew. */
const DAYS = 400

/** Behind TLS the browser itself refuses a cookie of this name from a plain page or another host. */
export const enrolmentCookieName = (secure: boolean): string =>
  secure ? '__Host-bellboard.enrolled' : 'bellboard.enrolled'

/** A hash without salt or cost: what it hides is random and long. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

export const newSecret = (): string => randomBytes(32).toString('base64url')

/** 40 bits, for ten minutes and few tries an address. */
export const newCode = (): string =>
  Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('')

export const isSecretOf = (hash: string, secret: string): boolean =>
  timingSafeEqual(Buffer.from(hash), Buffer.from(hashOf(secret)))

export function enrolmentCookie(deviceId: string, secret: string, secure: boolean): string {
  return cookie(secure, `${deviceId}.${secret}`, DAYS * 24 * 3600)
}

/** What the cookie names, or null when it is none of ours. */
export function readEnrolment(value: string | undefined): { deviceId: string; secret: string } | null {
  const [deviceId = '', secret = ''] = (value ?? '').split('.')
  return id.safeParse(deviceId).success && secret !== '' ? { deviceId, secret } : null
}

const cookie = (secure: boolean, value: string, maxAge: number) =>
  `${enrolmentCookieName(secure)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

/** Whether it calls itself a device of the house, under either name; that it is one, only `deviceOf` tells. */
export const saysEnrolled = (asked: Pick<Headers, 'get'>): boolean =>
  [true, false].some((secure) => (asked.get('cookie') ?? '').includes(`${enrolmentCookieName(secure)}=`))
