/** Reads pages of a thread, and the ticket they belong to. */
import type { ThreadPage } from '@/lib/chat/schema'
import type { OpenedTicket } from '@/lib/tickets/schema'
import { api } from './api'

const PAGE = 50

/** The newest page, or the one before `before`. */
export const readThreadPage = (ticketId: string, before?: number): Promise<ThreadPage> =>
  api.get(`/api/tickets/${ticketId}/messages`, { query: { before, limit: PAGE } })

export const readOpened = (ticketId: string): Promise<OpenedTicket> => api.get(`/api/tickets/${ticketId}`)
