/** Keeps what is searched up to date with the journal. Nothing is written for it when a message is sent: a text is made anew
 *  of its ticket when somebody searches, and four times a minute. Promise: what had committed before a search began is found by
 *  it, and what was redacted is not. */
import 'server-only'
import { and, asc, eq, getTableColumns, gte, inArray, isNull, lt, or, sql } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { entries, textsProgress, tickets, ticketTexts } from '@/db/schema'
import { itemsAsCalled } from '@/lib/catalogue/lookup'
import type { Entry } from '@/lib/chat/schema'
import { placesAround } from '@/lib/places/lookup'
import { audienceOf } from '@/lib/tickets/dto'
import { FOUND, withLists } from '@/lib/tickets/visible'
import { calledIn } from './called'
import { type Document, documentOf } from './document'

/** A transaction that was under way commits within this time, with the moment at which it began to write. */
const UNDER_WAY_SECONDS = 60
const BATCH = 200
/** More than that nobody waits for: after an upgrade, or after a day without this process. */
const MOST_AT_ONCE = 400

/** Makes anew what has grown since; false when more is left than a search can wait for. */
export async function freshen(): Promise<boolean> {
  for (let made = 0; made < MOST_AT_ONCE; made += BATCH) if (await freshenSome()) return true
  return false
}

/** True when nothing was left. */
const freshenSome = (): Promise<boolean> =>
  db().transaction(async (tx) => {
    const [began] = await tx
      .select({ now: sql<Date>`clock_timestamp()`.mapWith(tickets.lastEntryAt), until: textsProgress.until })
      .from(textsProgress)
    if (!began) throw new Error('the database has no texts_progress: migrate it first')
    const since = new Date(began.until.getTime() - UNDER_WAY_SECONDS * 1_000)
    const grown = await tx
      .select({ id: tickets.id, at: tickets.lastEntryAt })
      .from(tickets)
      .leftJoin(ticketTexts, eq(ticketTexts.ticketId, tickets.id))
      .where(and(gte(tickets.lastEntryAt, since), or(isNull(ticketTexts.seq), lt(ticketTexts.seq, tickets.lastSeq))))
      .orderBy(asc(tickets.lastEntryAt))
      .limit(BATCH)
    const ids = grown.map(({ id }) => id)
    if (ids.length > 0) await keep(tx, await documentsOf(tx, ids))
    const last = grown.at(-1)
    const isAll = grown.length < BATCH || !last
    const until = isAll ? began.now : last.at
    // Not for every search: whoever reads a few seconds twice does no harm.
    if (until.getTime() - began.until.getTime() > MOVED_MS) await advance(tx, until)
    return isAll
  })

const MOVED_MS = 10_000

async function advance(tx: Transaction, until: Date): Promise<void> {
  const others = tx.select({ id: textsProgress.id }).from(textsProgress).for('update', { skipLocked: true })
  await tx
    .update(textsProgress)
    .set({ until })
    .where(and(inArray(textsProgress.id, others), lt(textsProgress.until, until)))
}

async function documentsOf(tx: Transaction, ids: string[]): Promise<Document[]> {
  const { ticketId, seq, authorId, kind, body } = entries
  const rows = (await tx.select(FOUND).from(tickets).where(inArray(tickets.id, ids))).map(withLists)
  const said = await tx
    .select({ ticketId, seq, authorId, kind, body })
    .from(entries)
    .where(inArray(ticketId, ids))
    .orderBy(asc(ticketId), asc(seq))
  const about = (of: (row: (typeof rows)[number]) => string | null) => [
    ...new Set(rows.flatMap((row) => of(row) ?? [])),
  ]
  const called = calledIn(
    await placesAround(
      tx,
      about(({ placeId }) => placeId),
    ),
    await itemsAsCalled(
      tx,
      about(({ catalogueItemId }) => catalogueItemId),
    ),
  )
  const entriesOf = new Map<string, typeof said>(ids.map((id) => [id, []]))
  for (const entry of said) entriesOf.get(entry.ticketId)?.push(entry)
  return rows.map((row) => documentOf(row, audienceOf(row, row), (entriesOf.get(row.id) ?? []) as Entry[], called))
}

/** In one order, so that two who do this do not wait for each other; the older of two never takes the place of the newer. */
async function keep(tx: Transaction, documents: Document[]): Promise<void> {
  const { number, seq, text, seqs, authors, marks } = getTableColumns(ticketTexts)
  const anew = Object.fromEntries(
    Object.entries({ number, seq, text, seqs, authors, marks }).map(([name, column]) => [
      name,
      sql.raw(`excluded.${column.name}`),
    ]),
  )
  await tx
    .insert(ticketTexts)
    .values(documents.toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1)))
    .onConflictDoUpdate({ target: ticketTexts.ticketId, set: anew, setWhere: sql`${ticketTexts.seq} < excluded.seq` })
}
