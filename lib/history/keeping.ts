/** Keeps what is searched up to date with the journal. Nothing is written for it when a message is sent: a text is made anew
 *  of its ticket when somebody searches, and ahead of that in time to spare. Promises: what had committed before a search began is found by
 *  it, unless it says that it is behind; what was removed (`emptying.ts`) is not brought back by whoever had read it before; and a
 *  ticket whose text cannot be made, or takes long, holds up no other's. */
import 'server-only'
import { setImmediate as turn } from 'node:timers/promises'
import { and, asc, eq, getTableColumns, gte, inArray, isNull, lt, lte, notInArray, or, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { textsProgress, tickets, ticketTexts } from '@/db/schema'
import { itemsAsCalled } from '@/lib/catalogue/lookup'
import { log } from '@/lib/log'
import { once } from '@/lib/once'
import { placesAround } from '@/lib/places/lookup'
import { audienceOf } from '@/lib/tickets/dto'
import { FOUND, withLists } from '@/lib/tickets/visible'
import { calledIn } from './called'
import { type Document, documentOf } from './document'
import { emptyTexts } from './emptying'
import { saidIn } from './said'

/** A transaction that was under way commits within this time, with the moment at which it began to write. */
const UNDER_WAY_SECONDS = 60
const BATCH = 200
/** So many are written together. */
const PIECE = 10
/** More than that nobody waits for: after an upgrade, after a day without this process, or while somebody fills tickets. */
const MOST_AT_ONCE = 400
const MOST_MS = 2_000

/** Makes anew what has grown since; false when more is left than a search can wait for. With `quietMs` only of tickets in which
 *  nothing has happened for so long: whoever does it ahead of time would do it again for every message of a busy one. */
export async function freshen(mostMs = MOST_MS, quietMs = 0): Promise<boolean> {
  const endsAt = performance.now() + mostMs
  for (let made = 0; made < MOST_AT_ONCE && (made === 0 || performance.now() < endsAt); made += BATCH)
    if (await freshenSome(endsAt, quietMs)) return true
  return false
}

/** A ticket whose text is to be made, and the `seq` of the one that there is. */
interface Due {
  id: string
  at: Date
  seq: number | null
}

/** True when nothing was left. */
async function freshenSome(endsAt: number, quietMs: number): Promise<boolean> {
  const [began] = await db()
    .select({ now: sql<Date>`clock_timestamp()`.mapWith(tickets.lastEntryAt), until: textsProgress.until })
    .from(textsProgress)
  if (!began) throw new Error('the database has no texts_progress: migrate it first')
  const upTo = new Date(began.now.getTime() - quietMs)
  const since = new Date(began.until.getTime() - UNDER_WAY_SECONDS * 1_000)
  const grown = await grownSince(since, quietMs === 0 ? null : upTo)
  const emptied = await emptiedOnes()
  const due = [...grown, ...emptied.filter(({ id }) => !grown.some((one) => one.id === id))]
  let made = 0
  for (; made < due.length && (made === 0 || performance.now() < endsAt); made += PIECE)
    await make(due.slice(made, made + PIECE))
  const isAll = made >= due.length && grown.length < BATCH && emptied.length < BATCH
  const until = made >= grown.length && grown.length < BATCH ? upTo : (grown[made - 1] ?? grown.at(-1))?.at
  // Not for every search: whoever reads a few seconds twice does no harm.
  if (until && until.getTime() - began.until.getTime() > MOVED_MS) await advance(until)
  return isAll
}

const MOVED_MS = 10_000

const DUE = { id: tickets.id, at: tickets.lastEntryAt, seq: ticketTexts.seq }

const grownSince = (since: Date, upTo: Date | null): Promise<Due[]> =>
  db()
    .select(DUE)
    .from(tickets)
    .leftJoin(ticketTexts, eq(ticketTexts.ticketId, tickets.id))
    .where(
      and(
        gte(tickets.lastEntryAt, since),
        upTo ? lte(tickets.lastEntryAt, upTo) : undefined,
        or(isNull(ticketTexts.seq), lt(ticketTexts.seq, tickets.lastSeq)),
        notInArray(tickets.id, laidAside()),
      ),
    )
    .orderBy(asc(tickets.lastEntryAt))
    .limit(BATCH)

const emptiedOnes = (): Promise<Due[]> =>
  db()
    .select(DUE)
    .from(ticketTexts)
    .innerJoin(tickets, eq(tickets.id, ticketTexts.ticketId))
    .where(and(sql`${ticketTexts.seq} < 0`, notInArray(tickets.id, laidAside())))
    .limit(BATCH)

async function advance(until: Date): Promise<void> {
  const others = db().select({ id: textsProgress.id }).from(textsProgress).for('update', { skipLocked: true })
  await db()
    .update(textsProgress)
    .set({ until })
    .where(and(inArray(textsProgress.id, others), lt(textsProgress.until, until)))
}

async function make(due: readonly Due[]): Promise<void> {
  try {
    await keep(await documentsOf(due.map(({ id }) => id)), due)
  } catch (error) {
    const [one] = due
    if (one && due.length === 1) await layAside(one.id, error)
    else for (const one of due) await make([one])
  }
}

/** Tickets whose text could not be made, and when this process tries again (milliseconds since the epoch). */
const failed = () => once('texts laid aside', () => new Map<string, number>())
const AGAIN_MS = 10 * 60_000

function laidAside(): string[] {
  for (const [id, until] of failed()) if (until <= Date.now()) failed().delete(id)
  return [...failed().keys()]
}

async function layAside(id: string, error: unknown): Promise<void> {
  log.error({ err: error, ticketId: id }, 'the text of a ticket, by which it is found, could not be made')
  await emptyTexts(db(), [id])
  failed().set(id, Date.now() + AGAIN_MS)
}

async function documentsOf(ids: string[]): Promise<Document[]> {
  const rows = (await db().select(FOUND).from(tickets).where(inArray(tickets.id, ids))).map(withLists)
  const said = await saidIn(ids)
  const about = (of: (row: (typeof rows)[number]) => string | null) => [
    ...new Set(rows.flatMap((row) => of(row) ?? [])),
  ]
  const called = calledIn(
    await placesAround(
      db(),
      about(({ placeId }) => placeId),
    ),
    await itemsAsCalled(
      db(),
      about(({ catalogueItemId }) => catalogueItemId),
    ),
  )
  const documents: Document[] = []
  for (const row of rows) {
    documents.push(documentOf(row, audienceOf(row, row), said.get(row.id) ?? [], called))
    // A long one is some thirty milliseconds of nothing else.
    await turn()
  }
  return documents
}

/** In one order, so that two who do this do not wait for each other; the older of two never takes the place of the newer, nor one
 *  that was read before something was removed the place of what was emptied for it. */
async function keep(documents: Document[], due: readonly Due[]): Promise<void> {
  if (documents.length === 0) return
  const { number, seq, text, seqs, authors, marks } = getTableColumns(ticketTexts)
  const anew = Object.fromEntries(
    Object.entries({ number, seq, text, seqs, authors, marks }).map(([name, column]) => [
      name,
      sql.raw(`excluded.${column.name}`),
    ]),
  )
  const isOlder = sql`(${ticketTexts.seq} >= 0 and ${ticketTexts.seq} < excluded.seq)`
  const wasEmpty = due.flatMap(({ id, seq }) =>
    seq !== null && seq < 0 ? [and(eq(ticketTexts.ticketId, id), eq(ticketTexts.seq, seq))] : [],
  )
  await db()
    .insert(ticketTexts)
    .values(documents.toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1)))
    .onConflictDoUpdate({ target: ticketTexts.ticketId, set: anew, setWhere: or(isOlder, ...wasEmpty) })
}
