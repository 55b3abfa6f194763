/** Searching everything an actor may see, of every age, in one query. Tickets are looked through in stretches, the newest first,
 *  until enough are found: what is everywhere is found in the first of them, and what is rare by the index alone. Who may see
 *  what is asked of the ticket itself, in the same query, for what is counted as for what is shown. */
import 'server-only'
import { and, eq, lt, type SQL, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { readPositions, tickets, ticketTexts } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import type { Entry } from '@/lib/chat/schema'
import { AppError } from '@/lib/errors'
import { toTicket } from '@/lib/tickets/dto'
import { FOUND, visibleTo, withLists } from '@/lib/tickets/visible'
import { type Asked, askedIn, isAsked, isHit, LINES } from './conditions'
import { freshen } from './keeping'
import { BUCKET_BITS } from './marks'
import { COUNT_MAX, type Found, type FoundPage, type HistoryQuery } from './schema'
import { inSearchTurn } from './turn'
import { HITS_SHOWN } from './vocabulary'

/** 400 `bad_cursor` for a cursor that no page has given; `unavailable` when so many ask at once that its turn does not come. */
export function searchHistory(actor: Actor, query: HistoryQuery, signal?: AbortSignal): Promise<FoundPage> {
  return inSearchTurn(actor, () => search(actor, query), signal)
}

async function search(actor: Actor, query: HistoryQuery): Promise<FoundPage> {
  const before = numberOf(query.cursor)
  const isWhole = await freshen()
  const rows = await selectFound(actor, query, before)
  const items = rows.slice(0, query.limit).map(toFound)
  const total = rows[0]?.total ?? 0
  const last = items.at(-1)
  return {
    items,
    count: before === null ? Math.min(total, COUNT_MAX) : null,
    isMore: before === null && total > COUNT_MAX,
    next: rows.length > query.limit && last ? `${last.ticket.number}` : null,
    isBehind: !isWhole,
  }
}

function numberOf(cursor: string | undefined): number | null {
  if (cursor === undefined) return null
  if (!/^\d{1,9}$/.test(cursor)) throw new AppError('invalid', 'bad_cursor', { field: 'query.cursor' })
  return Number(cursor)
}

/** The statement itself, which the search awaits and the bench explains. */
export function selectFound(actor: Actor, query: HistoryQuery, before: number | null) {
  const asked = askedIn(query)
  const page = sql`(
    select id, number, count(*) over ()::int as total from (${walk(actor, asked, before, before === null ? COUNT_MAX + 1 : query.limit + 1)}) walked
    order by number desc limit ${query.limit + 1}) page`
  return (
    db()
      .select({
        found: FOUND,
        seq: readPositions.seq,
        n: readPositions.n,
        total: sql<number>`page.total`,
        hitCount: sql<number>`hits.count`,
        hits: sql<Entry[] | null>`said.entries`,
      })
      .from(tickets)
      .innerJoin(page, sql`page.id = ${tickets.id}`)
      .leftJoin(readPositions, and(eq(readPositions.ticketId, tickets.id), eq(readPositions.personId, actor.personId)))
      .innerJoin(sql`lateral (${hitsOf(asked)}) hits`, sql`true`)
      .innerJoin(sql`lateral (${SAID}) said`, sql`true`)
      .where(visibleTo(actor))
      // Not by the ticket's own: an index on that would lead from all tickets to these few.
      .orderBy(sql`page.number desc`)
  )
}

/** Joined laterally to the stretches, so that they are read in their order, and none any more once enough is found. */
export function walk(actor: Actor, asked: Asked, before: number | null, most: number): SQL {
  const isBefore = before === null ? undefined : lt(tickets.number, before)
  return sql`select hit.id, hit.number
    from (${stretches(before)}) stretch
    cross join lateral (
      select tickets.id, tickets.number from ${ticketTexts} join ${tickets} on ${eq(tickets.id, ticketTexts.ticketId)}
      where ${and(isAsked(actor, asked, sql`stretch.buckets`), isBefore)}
      order by tickets.number desc limit ${most}) hit
    limit ${most}`
}

/** The buckets from the newest on, in stretches of 1, 2, 4, 8 … of them: each costs a look at the index, and of the first few
 *  the tickets are many where a word is common. No newer than there are, whatever number was asked for. */
export const stretches = (before: number | null): SQL => sql`
  select array(
    select 'b' || bucket
    from generate_series(newest - 2 * (1 << step) + 2, newest - (1 << step) + 1) bucket where bucket >= oldest) as buckets
  from (select least(max(number), ${before}::integer) >> ${BITS} as newest, min(number) >> ${BITS} as oldest from ${ticketTexts}) ends
    cross join lateral generate_series(0, floor(log(2, greatest(newest - oldest, 0) + 1))::integer) step`

const BITS = sql.raw(BUCKET_BITS)

const hitsOf = (asked: Asked): SQL => {
  const most = asked.query.ticket === undefined ? HITS_SHOWN.among : HITS_SHOWN.alone
  return sql`select count(*)::int as count, (array_agg(line.seq order by line.seq desc))[1:${most}::int] as seqs
    from ${ticketTexts}, ${LINES} where ${ticketTexts.ticketId} = page.id and ${isHit(asked) ?? sql`false`}`
}

/** As they stand in the journal; what was redacted since is not among them. */
const SAID = sql`select jsonb_agg(jsonb_build_object(
      'ticketId', entry.ticket_id, 'seq', entry.seq, 'id', entry.id, 'kind', entry.kind, 'authorId', entry.author_id,
      'n', entry.n, 'at', entry.at, 'body', entry.body) order by entry.seq desc) as entries
  from entries entry where entry.ticket_id = page.id and entry.seq = any(hits.seqs)
    and not exists (select from entries redaction where redaction.ticket_id = page.id
      and redaction.kind = 'redaction' and (redaction.body->>'redactedSeq')::integer = entry.seq)`

function toFound({ found, seq, n, hits, hitCount }: Awaited<ReturnType<typeof selectFound>>[number]): Found {
  const ticket = withLists(found)
  return {
    ticket: toTicket(ticket, ticket),
    read: { seq: seq ?? 0, n: n ?? 0 },
    hits: (hits ?? []).map((entry) => ({ ...entry, at: new Date(entry.at).toISOString() })),
    hitCount,
  }
}
