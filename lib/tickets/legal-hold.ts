/** Whether a ticket is under legal hold, and whom it names: only read here. It is set and lifted in `privacy/holds.ts`. */
import 'server-only'
import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from '@/db/client'
import { entries, legalHolds, tickets, watchers } from '@/db/schema'
import type { LegalHold } from './schema'

/** The ticket's hold; null when there is none. What somebody may see is decided before, by whoever asks. */
export async function legalHoldOf(tx: Database | Transaction, ticketId: string): Promise<LegalHold | null> {
  const [row] = await tx.select().from(legalHolds).where(isActiveHoldOf(ticketId))
  return row ? { reason: row.reason, setById: row.setById, setAt: row.setAt.toISOString() } : null
}

/** A condition over holds: the one that was not lifted. */
export const isActiveHoldOf = (ticketId: string) => and(eq(legalHolds.ticketId, ticketId), isNull(legalHolds.endedAt))

/** A condition over whatever names a ticket. */
export const isUnderHold = (ticketId: AnyPgColumn): SQL =>
  sql`exists (select from ${legalHolds} where ${eq(legalHolds.ticketId, ticketId)} and ${isNull(legalHolds.endedAt)})`

/** The same asked of the register of active holds, for the few that are under one among very many: it is read first, and the tickets by
 *  it. */
export const isOnHoldRegister = (ticketId: AnyPgColumn): SQL =>
  sql`${ticketId} = any(array(select ${legalHolds.ticketId} from ${legalHolds} where ${isNull(legalHolds.endedAt)}))`

/** Of these tickets, which must be locked, those that are under hold. In a statement of its own: one that locks them may have seen
 *  the holds as they were before it had the lock (PostgreSQL manual, 13.2.1). */
export async function findHeldTickets(tx: Transaction, lockedIds: string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: legalHolds.ticketId })
    .from(legalHolds)
    .where(and(inArray(legalHolds.ticketId, lockedIds), isNull(legalHolds.endedAt)))
  return new Set(rows.map(({ id }) => id))
}

/** Whether a ticket under hold says who this is: as its opener or assignee, on its lists, or as author of an entry. */
export async function isNamedUnderHold(tx: Transaction, personId: string): Promise<boolean> {
  const isOnList = sql`exists (select from ${watchers} where ${eq(watchers.ticketId, tickets.id)} and ${eq(watchers.personId, personId)})`
  const isAuthor = sql`exists (select from ${entries} where ${eq(entries.ticketId, tickets.id)} and ${eq(entries.authorId, personId)})`
  const [named] = await tx
    .select({ id: legalHolds.id })
    .from(legalHolds)
    .innerJoin(tickets, eq(tickets.id, legalHolds.ticketId))
    .where(
      and(
        isNull(legalHolds.endedAt),
        or(eq(tickets.openerId, personId), eq(tickets.assigneeId, personId), isOnList, isAuthor),
      ),
    )
    .limit(1)
  return named !== undefined
}
