/** The tickets of an export, in pages: who may see them is asked anew for each. */
import 'server-only'
import { and, desc, eq, lt } from 'drizzle-orm'
import { db } from '@/db/client'
import { journalStarts, ticketFacts, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import { COUNTED, countFound, listFound } from '@/lib/history/every'
import { freshen } from '@/lib/history/keeping'
import { isCounted } from '@/lib/reports/behind'
import { freshenFacts } from '@/lib/reports/keeping'
import { visibleTo } from '@/lib/tickets/visible'
import type { ExportFilter } from './vocabulary'

/** Throws `unavailable` while what is asked of has not been read in whole: after an upgrade, for up to an hour. */
export async function countSelected(actor: Actor, filter: ExportFilter): Promise<{ tickets: number; entries: number }> {
  const isWhole = (await Promise.all([freshen(), freshenFacts()])).every(Boolean)
  if (!isWhole) throw new AppError('unavailable', 'exports_behind', { retryAfter: 60 })
  if (filter.kind === 'history') return countFound(actor, filter.query)
  const [counted] = await db()
    .select(COUNTED)
    .from(ticketFacts)
    .innerJoin(tickets, eq(tickets.id, ticketFacts.ticketId))
    .leftJoin(journalStarts, eq(journalStarts.ticketId, tickets.id))
    .where(and(await isCounted(actor, filter.query), visibleTo(actor)))
  return counted ?? { tickets: 0, entries: 0 }
}

/** The newest `most` of those with a number below `before`. */
export async function listSelected(
  actor: Actor,
  filter: ExportFilter,
  before: number | null,
  most: number,
): Promise<{ id: string; number: number }[]> {
  if (filter.kind === 'history') return listFound(actor, filter.query, before, most)
  const isOlder = before === null ? undefined : lt(ticketFacts.number, before)
  return db()
    .select({ id: ticketFacts.ticketId, number: ticketFacts.number })
    .from(ticketFacts)
    .where(and(await isCounted(actor, filter.query), isOlder))
    .orderBy(desc(ticketFacts.number))
    .limit(most)
}
