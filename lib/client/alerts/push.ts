/** This browser's subscription to what is sent while no page is open. Asked for by a person, and theirs: whoever signs in on
 *  the same browser later gets nothing in their name. */
import type { PushState } from '@/lib/alerts/schema'
import { api } from '../api'
import { keep } from '../keep'

/** `none`: the house sends none. `unsupported`: the browser cannot, or no worker is installed. */
export type Push = 'none' | 'unsupported' | 'denied' | 'off' | 'on'

const PATH = '/api/me/push'
const chosen = (personId: string) => `push.${personId}`

/** How it stands; and where this person has chosen it, the session they have now takes over what an earlier one had. */
export async function readPush(personId: string): Promise<Push> {
  const { publicKey, isOn } = await api.get<PushState>(PATH)
  if (!publicKey) return 'none'
  const worker = await workerOf()
  if (!worker || !('PushManager' in window) || typeof Notification === 'undefined') return 'unsupported'
  if (Notification.permission === 'denied') return 'denied'
  const isWanted = keep.get(chosen(personId)) !== null && Notification.permission === 'granted'
  if (!isWanted) return 'off'
  if (isOn && (await worker.pushManager.getSubscription())) return 'on'
  await subscribe(worker, publicKey)
  return 'on'
}

/** Only from within somebody's click: the browser asks them. */
export async function turnPushOn(personId: string): Promise<Push> {
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'denied' : 'off'
  const { publicKey } = await api.get<PushState>(PATH)
  const worker = await workerOf()
  if (!publicKey) return 'none'
  if (!worker) return 'unsupported'
  await subscribe(worker, publicKey)
  keep.set(chosen(personId), '1')
  return 'on'
}

export async function turnPushOff(personId: string): Promise<Push> {
  keep.drop(chosen(personId))
  await api.del(PATH, undefined)
  const subscription = await (await workerOf())?.pushManager.getSubscription()
  await subscription?.unsubscribe()
  return 'off'
}

const workerOf = async () => (await navigator.serviceWorker?.getRegistration()) ?? null

/** A subscription made with another key of the house's is of no use: it is made anew. */
async function subscribe({ pushManager }: ServiceWorkerRegistration, publicKey: string): Promise<void> {
  const applicationServerKey = bytesOf(publicKey)
  const known = await pushManager.getSubscription()
  const isOurs = known && sameBytes(known.options.applicationServerKey, applicationServerKey)
  if (known && !isOurs) await known.unsubscribe()
  const made = isOurs ? known : await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey })
  const { endpoint, keys } = made.toJSON()
  await api.put(PATH, { endpoint, keys: { p256dh: keys?.p256dh, auth: keys?.auth } })
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0))
}

function sameBytes(a: ArrayBuffer | null, b: Uint8Array): boolean {
  return a !== null && a.byteLength === b.length && new Uint8Array(a).every((byte, at) => byte === b[at])
}
