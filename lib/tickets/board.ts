/** The whole board of an actor: every ticket that is open or waits to be closed, all pages of it. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { listTickets } from './list'
import type { ListedTicket } from './schema'

const PAGE = 200
const MAX_PAGES = 10

export async function readBoard(actor: Actor): Promise<ListedTicket[]> {
  const items: ListedTicket[] = []
  let cursor: string | undefined
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await listTickets(actor, { view: 'board', limit: PAGE, cursor })
    items.push(...answer.items)
    if (answer.next === null) break
    cursor = answer.next
  }
  return items
}
