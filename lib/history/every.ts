/** Everything that a search finds, for whoever takes all of it: in pages of any size, and counted to the last. */
import 'server-only'
import { and, desc, eq, lt, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { journalStarts, tickets, ticketTexts } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { visibleTo } from '@/lib/tickets/visible'
import { askedIn, isAsked, isSo, type Wanted } from './conditions'
import { walk } from './search'

/** The ticket itself says all that is asked: no text need be looked at. */
const isPlain = ({ q, from, has, person, place }: Wanted): boolean =>
  q === '' && !from && !has?.includes('photo') && !person && !place

const NOTHING = { tickets: 0, entries: 0 }

/** The next of them, the newest first: numbers below `before`. */
export async function listFound(
  actor: Actor,
  query: Wanted,
  before: number | null,
  most: number,
): Promise<{ id: string; number: number }[]> {
  if (isPlain(query)) {
    const { id, number } = tickets
    const isOlder = before === null ? undefined : lt(number, before)
    const isIt = and(visibleTo(actor), isSo(query), isOlder)
    return db().select({ id, number }).from(tickets).where(isIt).orderBy(desc(number)).limit(most)
  }
  const rows = await db().execute<{ id: string; number: number }>(sql`
    select id, number from (${walk(actor, askedIn(query), before, most)}) walked order by number desc limit ${most}`)
  return [...rows]
}

/** Of tickets with `journalStarts` beside them: how many there are, and how many entries are left of them. */
export const COUNTED = {
  tickets: sql<number>`count(*)::int`,
  entries: sql<number>`coalesce(sum(${tickets.lastSeq} - coalesce(${journalStarts.seq}, 1) + 1), 0)::int`,
}

/** How many tickets there are, and how many entries they have. */
export async function countFound(actor: Actor, query: Wanted): Promise<{ tickets: number; entries: number }> {
  if (isPlain(query)) {
    const [counted] = await db()
      .select(COUNTED)
      .from(tickets)
      .leftJoin(journalStarts, eq(journalStarts.ticketId, tickets.id))
      .where(and(visibleTo(actor), isSo(query)))
    return counted ?? NOTHING
  }
  const [counted] = await db()
    .select(COUNTED)
    .from(ticketTexts)
    .innerJoin(tickets, eq(tickets.id, ticketTexts.ticketId))
    .leftJoin(journalStarts, eq(journalStarts.ticketId, tickets.id))
    .where(isAsked(actor, askedIn(query)))
  return counted ?? NOTHING
}
