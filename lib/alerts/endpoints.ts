/** Where a push may be sent. A browser says where, and whoever is signed in can say anything: so only the push services of
 *  the browsers are called, never an address inside the house. */
import 'server-only'
import { env } from '@/lib/env'

/** Chrome and Edge on Android, Chrome; Firefox; Edge on Windows; Safari. */
const SERVICES = [
  /^fcm\.googleapis\.com$/,
  /^([a-z0-9-]+\.)*push\.services\.mozilla\.com$/,
  /^([a-z0-9-]+\.)+notify\.windows\.com$/,
  /^([a-z0-9-]+\.)*push\.apple\.com$/,
]

/** Over https, on the usual port, by a name that only its owner can point elsewhere; or an origin of `PUSH_ALLOW`, exactly. */
export function isPushService(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false
  const url = new URL(endpoint)
  if (url.username || url.password) return false
  if (env().PUSH_ALLOW.includes(url.origin)) return true
  return url.protocol === 'https:' && url.port === '' && SERVICES.some((name) => name.test(url.hostname))
}
