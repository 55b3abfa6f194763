/** The tickets behind a figure. Promise: as many as the figure says, each once, and none that the actor may not see. */
import 'server-only'
import { and, count, desc, eq, lt, type SQL } from 'drizzle-orm'
import { db } from '@/db/client'
import { readPositions, ticketFacts, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { getSettings } from '@/lib/settings/settings'
import { toTicket } from '@/lib/tickets/dto'
import { FOUND, visibleTo, withLists } from '@/lib/tickets/visible'
import { seenBy, standsBehind } from './conditions'
import { freshenFacts } from './keeping'
import type { Behind, BehindPage, BehindQuery } from './schema'
import { inReportTurn } from './turn'

/** Throws `forbidden` for whoever sees no figures, `unavailable` when so many ask at once that its turn does not come. */
export async function listBehind(actor: Actor, query: BehindQuery, signal?: AbortSignal): Promise<BehindPage> {
  seenBy(actor)
  return inReportTurn(actor, () => readBehind(actor, query), signal)
}

async function readBehind(actor: Actor, query: BehindQuery): Promise<BehindPage> {
  const isWhole = await freshenFacts()
  const isIt = await isCounted(actor, query)
  const before = query.cursor === undefined ? undefined : lt(ticketFacts.number, query.cursor)
  const [rows, [counted]] = await Promise.all([
    db()
      .select({ found: FOUND, seq: readPositions.seq, n: readPositions.n })
      .from(ticketFacts)
      .innerJoin(tickets, eq(tickets.id, ticketFacts.ticketId))
      .leftJoin(readPositions, and(eq(readPositions.ticketId, tickets.id), eq(readPositions.personId, actor.personId)))
      .where(and(isIt, before, visibleTo(actor)))
      .orderBy(desc(ticketFacts.number))
      .limit(query.limit + 1),
    db().select({ count: count() }).from(ticketFacts).where(isIt),
  ])
  const items = rows.slice(0, query.limit).map(({ found, seq, n }) => {
    const ticket = withLists(found)
    return { ticket: toTicket(ticket, ticket), read: { seq: seq ?? 0, n: n ?? 0 } }
  })
  const last = items.at(-1)
  const next = rows.length > query.limit && last ? last.ticket.number : null
  return { items, count: counted?.count ?? 0, next, isBehind: !isWhole }
}

/** A condition over their facts, for whoever reads on from there. */
export const isCounted = async (actor: Actor, query: Behind): Promise<SQL | undefined> =>
  and(standsBehind(query, await getSettings()), seenBy(actor))
