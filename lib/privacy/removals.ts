/** In which tickets something was removed lately, and which of those that a device keeps its person may not see any more: what it has
 *  kept of them is to be forgotten. A ticket that there is not is answered as one that they may not see. */
import 'server-only'
import { and, asc, eq, gt, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { tickets, wipings } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { visibleAmong, visibleTo } from '@/lib/tickets/visible'
import type { Removals } from './schema'

const MOST = 500
/** A transaction that was under way commits within this time, with the moment at which it wiped. */
const UNDER_WAY = sql`interval '2 minutes'`

/** A device that has not asked for longer forgets all that it keeps: nobody looks through years for it. */
const LATELY_MS = 30 * 24 * 3_600_000

export async function removalsSince(
  actor: Actor,
  since: string | undefined,
  kept: readonly string[] = [],
): Promise<Removals> {
  const [now] = await db().execute<{ now: string }>(sql`select clock_timestamp() as now`)
  if (since === undefined || Date.now() - Date.parse(since) > LATELY_MS)
    return { ticketIds: [], isAll: true, at: new Date(now?.now ?? 0).toISOString() }
  const from = sql`${since}::timestamptz - ${UNDER_WAY}`
  const rows = await db()
    .select({ ticketId: tickets.id })
    .from(wipings)
    .innerJoin(tickets, eq(tickets.id, wipings.ticketId))
    .where(and(gt(wipings.at, from), visibleTo(actor)))
    .orderBy(asc(tickets.id))
    .limit(MOST + 1)
  const isAll = rows.length > MOST
  const seen = await visibleAmong(actor, kept)
  const unseen = kept.filter((id) => !seen.has(id))
  return {
    ticketIds: isAll ? [] : [...rows.map(({ ticketId }) => ticketId), ...unseen],
    isAll,
    at: new Date(now?.now ?? 0).toISOString(),
  }
}
