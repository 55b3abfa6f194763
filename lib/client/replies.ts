/** The quick replies that this person may use, and the requests that word them. Those read last are kept, so that a list is
 *  there at once and without a network. */
import type { AddReplyInput, ChangeReplyInput, QuickReply } from '@/lib/replies/schema'
import { api } from './api'

let kept: { personId: string; items: readonly QuickReply[] } | null = null

/** Null until they were read once. */
export const keptReplies = (personId: string): readonly QuickReply[] | null =>
  kept?.personId === personId ? kept.items : null

export async function readReplies(personId: string): Promise<readonly QuickReply[]> {
  const { items } = await api.get<{ items: QuickReply[] }>('/api/replies')
  kept = { personId, items }
  return items
}

export const addReply = (reply: AddReplyInput): Promise<{ reply: QuickReply }> => api.post('/api/replies', reply)

export const changeReply = (id: string, reply: ChangeReplyInput): Promise<{ reply: QuickReply }> =>
  api.patch(`/api/replies/${id}`, reply)

export const removeReply = (id: string): Promise<void> => api.del(`/api/replies/${id}`, undefined)
