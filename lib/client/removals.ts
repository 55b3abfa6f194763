/** What was removed in the house goes from this device as well, on its next contact: the threads that it keeps of those tickets are
 *  forgotten, and read anew when they are opened. */
import type { Removals } from '@/lib/privacy/schema'
import { api } from './api'
import type { PersonalStore } from './personal-store'

/** Since when to ask. */
const ASKED = 'removals'

/** Rejects when the house cannot be asked: then nothing is forgotten, and the next time asks for as much. */
export async function forgetRemoved(store: PersonalStore): Promise<void> {
  const since = await store.get<string>(ASKED)
  const askedAt = Date.now()
  const { ticketIds, isAll, at } = await api.get<Removals>('/api/me/removals', { query: { since } })
  // What was kept while the house answered is newer than that, or named the next time.
  if (isAll) await store.forget('thread.', askedAt)
  for (const ticketId of ticketIds) await store.delete(`thread.${ticketId}`)
  await store.set(ASKED, at)
}

const EVERY_MS = 10 * 60_000

/** Now, when the network is back, and every ten minutes. */
export function watchRemovals(store: PersonalStore): void {
  const look = () => void forgetRemoved(store).catch(() => {})
  look()
  window.addEventListener('online', look)
  setInterval(look, EVERY_MS)
}
