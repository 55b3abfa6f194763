/** What was removed in the house goes from this device as well, on its next contact, and what its person may not see any more: the
 *  threads that it keeps of those tickets are forgotten, and read anew where they are open. Where the house cannot say which, all
 *  goes that may have words in it: the board and what places carry, too. */
import type { Removals } from '@/lib/privacy/schema'
import { api } from './api'
import type { PersonalStore } from './personal-store'

/** Since when to ask. */
const ASKED = 'removals'
export const THREAD = 'thread.'
export const BOARD = 'board'
export const FLAGS = 'flags'

/** Rejects when the house cannot be asked: then nothing is forgotten, and the next time asks for as much. */
export async function forgetRemoved(store: PersonalStore): Promise<void> {
  const since = await store.get<string>(ASKED)
  const askedAt = Date.now()
  const kept = (await store.namesAfter(THREAD)).join()
  const { ticketIds, isAll, at } = await api.get<Removals>('/api/me/removals', {
    query: { since, ...(kept && { kept }) },
  })
  // What was kept while the house answered is newer than that, or named the next time.
  if (isAll) for (const words of [THREAD, BOARD, FLAGS]) await store.forget(words, askedAt)
  for (const ticketId of ticketIds) await store.delete(THREAD + ticketId)
  await store.set(ASKED, at)
  // Where nothing was kept no page shows what is old.
  if (isAll ? kept : ticketIds.length > 0) tell(isAll ? null : ticketIds)
}

const CHANNEL = 'bellboard.removed'

/** To every page of this browser: a thread that one of them shows it would soon keep again. `null`: any ticket. */
function tell(ticketIds: string[] | null): void {
  if (typeof BroadcastChannel === 'undefined') return
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(ticketIds)
  channel.close()
}

/** Calls `listener` when words of this ticket may have gone; answers how to stop that. */
export function onRemoved(ticketId: string, listener: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => {}
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = ({ data }: MessageEvent<string[] | null>) => {
    if (data === null || data.includes(ticketId)) listener()
  }
  return () => channel.close()
}

const EVERY_MS = 10 * 60_000

/** Now, when the network is back, and every ten minutes. */
export function watchRemovals(store: PersonalStore): void {
  const look = () => void forgetRemoved(store).catch(() => {})
  look()
  window.addEventListener('online', look)
  setInterval(look, EVERY_MS)
}
