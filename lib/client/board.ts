/** Reads the board anew, all pages of it. */
import type { Page } from '@/lib/schema'
import type { ListedTicket, OpenedTicket } from '@/lib/tickets/schema'
import { api } from './api'

const PAGE = 200
/** A hotel with more open tickets than this has other worries; the list says what it shows. */
const MAX_PAGES = 10

export async function readBoard(signal?: AbortSignal): Promise<ListedTicket[]> {
  const items: ListedTicket[] = []
  let cursor: string | undefined
  for (let page = 0; page < MAX_PAGES; page++) {
    const query = { view: 'board', limit: PAGE, cursor }
    const answer = await api.get<Page<ListedTicket>>('/api/tickets', { query, signal })
    items.push(...answer.items)
    if (answer.next === null) break
    cursor = answer.next
  }
  return items
}

/** One ticket with how far the reader has read it. */
export async function readListed(ticketId: string): Promise<ListedTicket> {
  const { ticket, read } = await api.get<OpenedTicket>(`/api/tickets/${ticketId}`)
  return { ticket, read }
}
