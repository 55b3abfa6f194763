/** The part of the service worker that shows what is pushed, and leads to it. A window of ours that is looked at has told its
 *  person already, by sound and bar: then nothing is shown. */
import type { PushMessage } from '@/lib/alerts/schema'

/** As far as a worker's scope is needed here: the browser's types and the worker's are not loaded together. */
export interface WorkerScope {
  registration: { showNotification(title: string, options: object): Promise<void> }
  clients: {
    matchAll(options: object): Promise<readonly WindowClientLike[]>
    openWindow(url: string): Promise<unknown>
  }
  navigator: { setAppBadge?(count: number): Promise<void> }
  addEventListener(name: 'push' | 'notificationclick', listener: (event: never) => void): void
}

interface WindowClientLike {
  url: string
  visibilityState: string
  focus(): Promise<unknown>
  navigate?(url: string): Promise<unknown>
}

interface PushEventLike {
  data: { json(): unknown } | null
  waitUntil(work: Promise<unknown>): void
}

interface ClickLike {
  notification: { close(): void; data: unknown }
  waitUntil(work: Promise<unknown>): void
}

export function listenForPush(worker: WorkerScope): void {
  worker.addEventListener('push', (event: PushEventLike) => {
    const message = messageOf(event)
    if (message) event.waitUntil(show(worker, message))
  })
  worker.addEventListener('notificationclick', (event: ClickLike) => {
    event.notification.close()
    event.waitUntil(lead(worker, String(event.notification.data)))
  })
}

function messageOf({ data }: PushEventLike): PushMessage | null {
  try {
    return data ? (data.json() as PushMessage) : null
  } catch {
    return null
  }
}

async function show({ registration, clients, navigator }: WorkerScope, message: PushMessage): Promise<void> {
  await navigator.setAppBadge?.(message.count).catch(() => {})
  const windows = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (windows.some(({ visibilityState }) => visibilityState === 'visible')) return
  await registration.showNotification(message.title, {
    body: message.body,
    tag: message.tag,
    data: message.path,
    icon: '/icons/icon-192.png',
    badge: '/icons/badge-96.png',
    // Sent twice by mistake, it is shown once; until somebody looks, where it is urgent.
    renotify: false,
    requireInteraction: message.isUrgent,
  })
}

/** Only to a page of our own, whatever was pushed. */
async function lead({ clients }: WorkerScope, path: string): Promise<void> {
  const own = /^\/(?![/\\])/.test(path) ? path : '/'
  const [open] = await clients.matchAll({ type: 'window', includeUncontrolled: true })
  if (!open) return void (await clients.openWindow(own))
  await open.focus()
  await open.navigate?.(own)
}
