/** The real browser behind `Outbox`: fetch, timers, this browser's storage under the person who wrote, its locks, and the
 *  channel on which the person's tabs tell each other. */
import type { Entry } from '@/lib/chat/schema'
import type { Changed } from '@/lib/tickets/schema'
import { ApiError, api, DEADLINE_MS } from './api'
import { stamp } from './clock'
import { Outbox } from './outbox'
import type { Progress } from './outbox-depot'
import { OutboxStore, type OutboxWord } from './outbox-store'
import { outboxName } from './outbox-stored'
import type { Outgoing } from './outgoing'
import { requestFor } from './outgoing-request'
import { PhotoDoor } from './photo-door'
import { TIMERS } from './timers'

/** A tab that sends holds its lock no longer than a request may take; one that was put to sleep meanwhile must not hold up
 *  the others, and the server keeps one message of an id whoever sends it. */
const PATIENCE_MS = DEADLINE_MS + 2_000

/** An outbox of this page's; `start` opens it to what the person's other tabs write, send and give up, and to what waits. */
export function openOutbox(personId: string): { outbox: Outbox; start: () => () => void } {
  const name = outboxName(personId)
  let channel: BroadcastChannel | null = null
  const store = new OutboxStore(personId, (word) => channel?.postMessage(word))
  const photos = new PhotoDoor(personId, () => store.read())
  const outbox = new Outbox({
    personId,
    post: (item, progress) => post(personId, photos, item, progress),
    stamp,
    read: () => store.read(),
    keep: (message) => store.keep(message),
    change: (message) => store.change(message),
    drop: (id) => store.drop(id),
    keepPhoto: photos.keepPhoto,
    photo: photos.photo,
    dropPhotos: photos.dropPhotos,
    alone: (ticketId, work) => alone(`${name}.${ticketId}`, work),
    timers: TIMERS,
  })
  return {
    outbox,
    start: () => {
      channel = hear(name, outbox)
      outbox.nudge()
      return () => {
        channel?.close()
        channel = null
        store.close()
        photos.close()
      }
    },
  }
}

function hear(name: string, outbox: Outbox): BroadcastChannel | null {
  if (typeof BroadcastChannel === 'undefined') return null
  const channel = new BroadcastChannel(name)
  channel.onmessage = ({ data }: MessageEvent<OutboxWord>) => {
    if (data.type === 'kept') outbox.adopt(data.message)
    else outbox.forget(data.id)
  }
  return channel
}

/** In the name of whoever wrote it, whose page this may not be any more: then it is refused, and waits for them. */
async function post(personId: string, photos: PhotoDoor, item: Outgoing, progress: Progress) {
  const { method, path, body } = requestFor(item)
  try {
    await photos.send(item, progress)
    return await api.ask<{ entry: Entry } | Changed>(method, path, body, { as: personId })
  } catch (error) {
    if (error instanceof ApiError && error.isUnknown) insist()
    throw error
  }
}

let hasInsisted = false

/** Now that something has to wait: ask the browser not to clear this site's storage when the device runs out of room. */
function insist(): void {
  if (hasInsisted) return
  hasInsisted = true
  navigator.storage?.persist?.().catch(() => {})
}

/** Without locks (no secure context) every tab sends, and the server keeps one message of an id. */
async function alone<T>(name: string, work: () => Promise<T>): Promise<T> {
  if (!navigator.locks) return work()
  let begun: Promise<T> | null = null
  const begin = () => {
    begun ??= work()
    return begun
  }
  try {
    await navigator.locks.request(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, begin)
  } catch {
    // Waited long enough, or `work` itself failed: then it fails again below.
  }
  return begin()
}
