/** Reads pages of a thread and the ticket they belong to, and tells how far they were read. */
import type { ThreadPage } from '@/lib/chat/schema'
import type { OpenedTicket, ReadPosition } from '@/lib/tickets/schema'
import { api } from './api'

const PAGE = 50

/** The newest page, or the one before `before`. */
export const readThreadPage = (ticketId: string, before?: number): Promise<ThreadPage> =>
  api.get(`/api/tickets/${ticketId}/messages`, { query: { before, limit: PAGE } })

export const readOpened = (ticketId: string): Promise<OpenedTicket> => api.get(`/api/tickets/${ticketId}`)

/** Answers how far this person has read now: never less than before. */
export const markRead = (ticketId: string, seq: number): Promise<ReadPosition> =>
  api.put(`/api/tickets/${ticketId}/read`, { seq })
