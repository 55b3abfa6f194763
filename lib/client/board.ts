/** Reads the board anew, all pages of it. */
import type { Page } from '@/lib/schema'
import { type BoardPage, unpack } from '@/lib/tickets/compact'
import type { ListedTicket, OpenedTicket } from '@/lib/tickets/schema'
import { api } from './api'

/** Twenty thousand open tickets. Of more, the list says what it shows. */
const MOST_PAGES = 20

interface WholeBoard {
  rows: ListedTicket[]
  /** False where there is more than a browser is asked to hold. */
  isWhole: boolean
}

export async function readBoard(signal?: AbortSignal): Promise<WholeBoard> {
  const rows: ListedTicket[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await api.get<BoardPage>('/api/board', { query: { cursor }, signal })
    for (const item of answer.items) rows.push(unpack(item))
    if (answer.next === null) return { rows, isWhole: true }
    cursor = answer.next
  }
  return { rows, isWhole: false }
}

const LATELY = 20

/** The newest of what was closed or cancelled at a place, as far as the reader may see it. */
export async function readEndedAt(placeId: string, signal?: AbortSignal): Promise<ListedTicket[]> {
  const query = { view: 'ended', place: placeId, limit: LATELY }
  return (await api.get<Page<ListedTicket>>('/api/tickets', { query, signal })).items
}

/** So many tickets a search shows. */
const FOUND = 8

/** What is found by a number, or by words in the request, its item or its place: open or ended. */
export async function readFound(words: string, signal?: AbortSignal): Promise<ListedTicket[]> {
  const query = { view: 'all', q: words, limit: FOUND }
  return (await api.get<Page<ListedTicket>>('/api/tickets', { query, signal })).items
}

/** One ticket with how far the reader has read it. */
export async function readListed(ticketId: string): Promise<ListedTicket> {
  const { ticket, read } = await api.get<OpenedTicket>(`/api/tickets/${ticketId}`)
  return { ticket, read }
}
