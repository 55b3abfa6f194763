/** What the palette finds for what is typed. Pure. */
import { fold, matches, type Sight } from '@/components/tickets/board-view'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'

/** Anything that is found by its name. */
export interface Named {
  name: string
}

/** Those whose name has every word that was typed at the beginning of some word of it; the whole list where nothing was. */
export function findNamed<T extends Named>(all: readonly T[], typed: string, most: number): T[] {
  const words = wordsOf(typed)
  const found = words.length === 0 ? [...all] : all.filter(({ name }) => matches(fold(name), words))
  return found.slice(0, most)
}

const NUMBER = /^(?:t-?)?(\d{1,9})$/i

/** Tickets of the board: the one of that number first, then those at a place of that name, then those that say it, the newest
 *  first. Nothing where nothing was typed. */
export function findTickets(
  rows: Iterable<ListedTicket>,
  typed: string,
  sight: Pick<Sight, 'textOf'> & { placeName: (id: string | null) => string },
  most: number,
): Ticket[] {
  const words = wordsOf(typed)
  if (words.length === 0) return []
  const number = Number(NUMBER.exec(typed.trim())?.[1] ?? Number.NaN)
  const whole = words.join(' ')
  const rank = (ticket: Ticket) =>
    ticket.number === number ? 0 : fold(sight.placeName(ticket.placeId)) === whole ? 1 : 2
  const found: { ticket: Ticket; rank: number }[] = []
  for (const { ticket } of rows) {
    const isIt = ticket.number === number
    if (isIt || matches(sight.textOf(ticket), words)) found.push({ ticket, rank: rank(ticket) })
  }
  found.sort((a, b) => a.rank - b.rank || b.ticket.number - a.ticket.number)
  return found.slice(0, most).map(({ ticket }) => ticket)
}

const wordsOf = (typed: string): string[] => fold(typed).split(/\s+/).filter(Boolean)
