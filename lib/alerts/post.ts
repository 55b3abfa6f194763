/** One push to one push service: encrypted for the one browser (RFC 8291) and signed by the house (RFC 8292), both by
 *  `web-push`; sent by ourselves, so that no redirect is followed, no answer is read, and nothing takes longer than we say. */
import 'server-only'
import { request as http } from 'node:http'
import { request as https } from 'node:https'
import webPush from 'web-push'
import { isPushService } from './endpoints'
import type { PushMessage } from './schema'
import { vapid } from './vapid'

const POST_MS = 8_000
/** A device that was away for longer is not told of what has long been taken. */
const TTL_SECONDS = 10 * 60

export interface Subscription {
  endpoint: string
  p256dh: string
  auth: string
}

/** `again` after so many milliseconds, if the service named them. */
export type Posted =
  | { is: 'sent' }
  | { is: 'gone' }
  | { is: 'refused'; status: number }
  | { is: 'again'; afterMs: number }

/** Never throws. `topic` replaces what of the same topic has not reached the device yet. */
export async function post({ endpoint, p256dh, auth }: Subscription, message: PushMessage): Promise<Posted> {
  const keys = vapid()
  // What was allowed once need not be any more.
  if (!keys || !isPushService(endpoint)) return { is: 'refused', status: 0 }
  try {
    const { headers, body } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(message),
      {
        vapidDetails: keys,
        TTL: TTL_SECONDS,
        urgency: 'high',
        topic: topicOf(message.tag),
        contentEncoding: 'aes128gcm',
      },
    )
    return verdict(await send(endpoint, headers as Record<string, string>, body as Buffer))
  } catch {
    return { is: 'again', afterMs: 0 }
  }
}

/** At most 32 characters of base64url (RFC 8030, 5.4). */
const topicOf = (tag: string) =>
  /^[0-9a-f-]{36}$/.test(tag) ? Buffer.from(tag.replaceAll('-', ''), 'hex').toString('base64url') : tag

interface Answer {
  status: number
  retryAfter: string | undefined
}

function send(endpoint: string, headers: Record<string, string>, body: Buffer): Promise<Answer> {
  const url = new URL(endpoint)
  const request = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const signal = AbortSignal.timeout(POST_MS)
    const sending = request(url, { method: 'POST', headers, signal, agent: false }, (response) => {
      resolve({ status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] })
      response.destroy()
    })
    sending.on('error', reject)
    sending.end(body)
  })
}

function verdict({ status, retryAfter }: Answer): Posted {
  if (status >= 200 && status < 300) return { is: 'sent' }
  if (status === 404 || status === 410) return { is: 'gone' }
  if (status === 429 || status >= 500) return { is: 'again', afterMs: (Number(retryAfter) || 0) * 1_000 }
  return { is: 'refused', status }
}
