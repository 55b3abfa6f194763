/** The browser somebody signs in from: its name for people, and a cookie by which it is known again. */
import 'server-only'
import { decode, encode } from 'next-auth/jwt'
import { z } from 'zod'
import { env } from '@/lib/env'
import { id, newId } from '@/lib/schema'

const DAYS = 180
const MOST_PEOPLE = 40
const SALT = 'device'

const known = z.object({ deviceId: id, personIds: z.array(id) })
/** A browser, and who has signed in on it: a shared tablet knows many. It opens nothing by itself. */
export type Device = z.output<typeof known>

export const deviceCookieName = (secure: boolean): string => (secure ? '__Host-bellboard.device' : 'bellboard.device')

export async function readDevice(cookie: string | undefined): Promise<Device | null> {
  if (!cookie) return null
  const payload = await decode({ token: cookie, secret: env().NEXTAUTH_SECRET, salt: SALT }).catch(() => null)
  const parsed = known.safeParse(payload)
  return parsed.success ? parsed.data : null
}

/** The cookie of a device on which one more person has signed in, newest first. */
export async function deviceCookie(device: Device | null, personId: string, secure: boolean): Promise<string> {
  const others = (device?.personIds ?? []).filter((other) => other !== personId)
  const token = { deviceId: device?.deviceId ?? newId(), personIds: [personId, ...others].slice(0, MOST_PEOPLE) }
  const maxAge = DAYS * 24 * 3600
  const value = await encode({ token, secret: env().NEXTAUTH_SECRET, salt: SALT, maxAge })
  return `${deviceCookieName(secure)}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

// The order matters: Edge and Opera also say Chrome, Chrome also says Safari, an iPad may say Macintosh.
const BROWSERS: [RegExp, string][] = [
  [/Edg/, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
]
const SYSTEMS: [RegExp, string][] = [
  [/iPad/, 'iPad'],
  [/iPhone/, 'iPhone'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Macintosh/, 'Mac'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** What its owner would recognise: "Chrome on Windows". */
export function deviceName(userAgent: string | null): string {
  const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1]
  return [named(BROWSERS) ?? 'Unknown browser', named(SYSTEMS)].filter(Boolean).join(' on ')
}
