/** By which keys this house is known to push services (RFC 8292). They stay the same for as long as people have subscribed. */
import 'server-only'
import { env } from '@/lib/env'

interface Vapid {
  publicKey: string
  privateKey: string
  /** Whom a push service may turn to. */
  subject: string
}

/** Null where there are none: then nothing is pushed, and no browser is asked to subscribe. */
export function vapid(): Vapid | null {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey, VAPID_SUBJECT, PUBLIC_URL } = env()
  if (!publicKey || !privateKey) return null
  const secure = PUBLIC_URL.find((url) => url.startsWith('https:'))
  return { publicKey, privateKey, subject: VAPID_SUBJECT ?? secure ?? 'mailto:bellboard@example.com' }
}
