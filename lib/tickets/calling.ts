/** What waits for somebody, for whoever alerts people, which is nobody and sees everything: what it finds goes through
 *  `alertsFor`, and so through `canSee`, before anybody is told. */
import 'server-only'
import { and, inArray, type SQL, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { readPositions, tickets } from '@/db/schema'
import { toTicket } from './dto'
import type { Ticket } from './schema'
import { FOUND, withLists } from './visible'

/** Tickets that nobody has, and those that their assignee was given by somebody else. Of those whose journal grew in the last
 *  `minutes`, by the database's clock, or all. */
export async function callingTickets(minutes?: number): Promise<Ticket[]> {
  const isFresh = sql`${tickets.lastEntryAt} > clock_timestamp() - make_interval(mins => ${minutes ?? 0})`
  const rows = await db()
    .select(FOUND)
    .from(tickets)
    .where(and(IS_CALLING, minutes === undefined ? undefined : isFresh))
  return rows.map(withLists).map((row) => toTicket(row, row))
}

// As the index of the board says it, so that it is used.
const IS_CALLING: SQL = sql`${tickets.status} not in ('closed', 'cancelled') and (${tickets.status} = 'new'
  or (${tickets.status} = 'accepted' and ${tickets.assigneeId} is distinct from ${tickets.stateChangedById}))`

/** How far each of these people has read each of these tickets. */
export async function readSeqs(personIds: string[], ticketIds: string[]): Promise<(p: string, t: string) => number> {
  const rows =
    personIds.length && ticketIds.length
      ? await db()
          .select({ personId: readPositions.personId, ticketId: readPositions.ticketId, seq: readPositions.seq })
          .from(readPositions)
          .where(and(inArray(readPositions.personId, personIds), inArray(readPositions.ticketId, ticketIds)))
      : []
  const known = new Map(rows.map(({ personId, ticketId, seq }) => [personId + ticketId, seq]))
  return (personId, ticketId) => known.get(personId + ticketId) ?? 0
}
