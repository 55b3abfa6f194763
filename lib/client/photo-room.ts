/** Where a person's photos wait in this browser, and how they are sent from there. Fetched when there is one: see photo-door. */
import { type Found, ownPhotos } from './outgoing'
import { PhotoStore } from './photo-store'
import { sendPhoto } from './photo-upload'

/** `read` answers what waits in the outbox. */
export function openPhotoRoom(personId: string, read: () => Promise<Found>) {
  const store = new PhotoStore(personId)
  void clear(store, read)
  return { store, send: sendPhoto }
}

export type PhotoRoom = ReturnType<typeof openPhotoRoom>

/** Bytes whose message was never written, or went while storage was away. */
async function clear(store: PhotoStore, read: () => Promise<Found>): Promise<void> {
  const { messages, isComplete } = await read()
  if (isComplete) await store.clear(new Set(messages.flatMap(ownPhotos)))
}
