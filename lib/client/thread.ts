/** Reads pages of a thread and the ticket they belong to, and tells how far they were read. */
import type { Entry, ThreadPage } from '@/lib/chat/schema'
import type { PhotoRef } from '@/lib/photos/schema'
import type { OpenedTicket, ReadPosition } from '@/lib/tickets/schema'
import { api } from './api'
import { stamp } from './clock'
import type { Request } from './tickets'

const PAGE = 50

/** The newest page, or the one before `before`. */
export const readThreadPage = (ticketId: string, before?: number, signal?: AbortSignal): Promise<ThreadPage> =>
  api.get(`/api/tickets/${ticketId}/messages`, { query: { before, limit: PAGE }, signal })

/** The page after `after`. */
export const readThreadAfter = (ticketId: string, after: number): Promise<ThreadPage> =>
  api.get(`/api/tickets/${ticketId}/messages`, { query: { after, limit: PAGE } })

/** A place in a thread: an entry's seq, or a moment (ISO 8601). */
export type Place = { around: number } | { since: string }

/** The page around a place; its `anchor` is the entry that the place led to. */
export const readThreadAt = (ticketId: string, place: Place): Promise<ThreadPage> =>
  api.get(`/api/tickets/${ticketId}/messages`, { query: { ...place, limit: PAGE } })

export const readOpened = (ticketId: string, signal?: AbortSignal): Promise<OpenedTicket> =>
  api.get(`/api/tickets/${ticketId}`, { signal })

/** Answers how far this person has read now: never less than before. */
export const markRead = (ticketId: string, seq: number): Promise<ReadPosition> =>
  api.put(`/api/tickets/${ticketId}/read`, { seq })

/** A message's content. */
export interface Wording {
  text: string
  mentions?: readonly string[]
  departments?: readonly string[]
  /** The quick reply that it is, if it still says that when it arrives. */
  reply?: string
  photos?: readonly Pick<PhotoRef, 'id' | 'phase'>[]
}

/** A message as the request that it is. */
export const messageRequest = (
  ticketId: string,
  { text, mentions = [], departments, reply, photos }: Wording,
  made: { id: string; at: string },
): Request => ({
  method: 'POST',
  path: `/api/tickets/${ticketId}/messages`,
  body: {
    ...{ ...made, body: text, mentions },
    ...(departments && departments.length > 0 && { departments }),
    ...(reply !== undefined && { reply }),
    ...(photos && { photos: photos.map(({ id, phase }) => ({ id, phase })) }),
  },
})

/** Writes one message into a thread and waits for the answer; the same `id` again is the same message. What one writes in a
 *  ticket that is open goes through the outbox instead. */
export function sendOne(ticketId: string, id: string, wording: Wording): Promise<{ entry: Entry }> {
  const { method, path, body } = messageRequest(ticketId, wording, { id, at: stamp() })
  return api.ask(method, path, body)
}
