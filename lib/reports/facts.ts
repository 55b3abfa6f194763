/** A ticket's row of figures: what its journal comes to, and what it is put together by. Pure. */
import 'server-only'
import type { ticketFacts } from '@/db/schema'
import type { Entry, TicketEvent } from '@/lib/chat/schema'
import type { Delivery } from '@/lib/live/events'
import type { TicketRow } from '@/lib/tickets/dto'
import { figuresOf, type Happened } from './figures'
import { hotelClock } from './hotel-clock'

export type FactsRow = typeof ticketFacts.$inferInsert

export const factsOf = (
  ticket: TicketRow,
  entries: readonly Happened[],
  timeZone: string,
): Omit<FactsRow, 'making'> => ({
  ticketId: ticket.id,
  number: ticket.number,
  openedAt: ticket.openedAt,
  departmentId: ticket.departmentId,
  placeId: ticket.placeId,
  itemId: ticket.catalogueItemId,
  seq: ticket.lastSeq,
  ...figuresOf(entries),
  ...hotelClock(ticket.openedAt, timeZone),
})

interface Written extends Pick<Happened, 'seq' | 'kind' | 'at'> {
  authorId?: string | null
  body: Entry['body']
  delivery: Delivery
}

/** The same of entries as they stand in the journal. */
export function countedOf(ticket: TicketRow, entries: readonly Written[], timeZone: string, making: number): FactsRow {
  const happened = entries.map(({ seq, kind, authorId, at, body, delivery }) => ({
    ...{ seq, kind, at, authorId: authorId ?? null },
    event: kind === 'event' ? (body as TicketEvent) : null,
    dueAt: kind === 'event' && delivery.ticket ? new Date(delivery.ticket.dueAt) : null,
  }))
  return { ...factsOf(ticket, happened, timeZone), making }
}
