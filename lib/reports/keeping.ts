/** Keeps figures up to date with the journal. Nothing is written for it when a ticket changes: a ticket's figures are made anew
 *  when somebody asks for a report, and ahead of that in time to spare. Promises: what had committed before a report began counts in it;
 *  and figures that the journal no longer tells, because it was dropped or erased, stay as they were. */
import 'server-only'
import {
  and,
  asc,
  eq,
  exists,
  getTableColumns,
  gte,
  inArray,
  isNull,
  lt,
  lte,
  ne,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { entries, erasures, factsProgress, journalStarts, ticketFacts, tickets } from '@/db/schema'
import { getSettings } from '@/lib/settings/settings'
import type { TicketRow } from '@/lib/tickets/dto'
import { type FactsRow, factsOf } from './facts'
import type { Happened } from './figures'
import { madeBy } from './rules'

/** A transaction that was under way commits within this time, with the moment at which it began to write. */
const UNDER_WAY_SECONDS = 60
const BATCH = 500
/** So many hold up whoever is writing meanwhile by some ten milliseconds. */
const AHEAD = 25
/** More than that nobody waits for: after an upgrade, or after a day without this process. */
const MOST_AT_ONCE = 1_000

/** Makes anew what has grown since; false when more is left than a report can wait for. */
export async function freshenFacts(): Promise<boolean> {
  const { timeZone } = await getSettings()
  for (let made = 0; made < MOST_AT_ONCE; made += BATCH) if (await freshenSome(timeZone, 0, BATCH)) return true
  return false
}

/** Some of it, before anybody asks: a few tickets in which nothing has happened for `quietMs`. False when more of them are left. */
export async function freshenFactsAhead(quietMs: number): Promise<boolean> {
  const { timeZone } = await getSettings()
  return freshenSome(timeZone, quietMs, AHEAD)
}

/** True when nothing was left. */
const freshenSome = (timeZone: string, quietMs: number, most: number): Promise<boolean> =>
  db().transaction(async (tx) => {
    const began = await beginning(tx, timeZone)
    const since = new Date(began.until.getTime() - UNDER_WAY_SECONDS * 1_000)
    const upTo = new Date(began.now.getTime() - quietMs)
    const isQuiet = quietMs === 0 ? undefined : lte(tickets.lastEntryAt, upTo)
    const { seq, making } = ticketFacts
    const isOld = or(isNull(seq), lt(seq, tickets.lastSeq), ne(making, began.making))
    const grown = await tx
      .select({ id: tickets.id, at: tickets.lastEntryAt })
      .from(tickets)
      .leftJoin(ticketFacts, eq(ticketFacts.ticketId, tickets.id))
      .where(and(gte(tickets.lastEntryAt, since), isQuiet, isOld))
      .orderBy(asc(tickets.lastEntryAt))
      .limit(most)
    if (grown.length > 0)
      await keep(
        tx,
        await readFacts(
          tx,
          grown.map(({ id }) => id),
          began.making,
          timeZone,
        ),
      )
    const last = grown.at(-1)
    const isAll = grown.length < most || !last
    const until = isAll ? upTo : last.at
    // Not for every report: whoever reads a few seconds twice does no harm.
    if (until.getTime() - began.until.getTime() > MOVED_MS) await advance(tx, until, began.making)
    return isAll
  })

const MOVED_MS = 10_000

interface Beginning {
  now: Date
  until: Date
  making: number
}

/** From the very first again, when the rules or the hotel's zone are others than those that figures were made by. */
async function beginning(tx: Transaction, timeZone: string): Promise<Beginning> {
  const { until, making } = factsProgress
  const [at] = await tx
    .select({ now: sql<Date>`clock_timestamp()`.mapWith(tickets.lastEntryAt), until, making, by: factsProgress.madeBy })
    .from(factsProgress)
  if (!at) throw new Error('the database has no facts_progress: migrate it first')
  if (at.by === madeBy(timeZone)) return at
  const anew = { until: new Date(0), making: at.making + 1, madeBy: madeBy(timeZone) }
  const [begun] = await tx.update(factsProgress).set(anew).where(eq(making, at.making)).returning({ until, making })
  return begun ? { ...at, ...begun } : beginning(tx, timeZone)
}

async function advance(tx: Transaction, until: Date, making: number): Promise<void> {
  const others = tx.select({ id: factsProgress.id }).from(factsProgress).for('update', { skipLocked: true })
  await tx
    .update(factsProgress)
    .set({ until })
    .where(and(inArray(factsProgress.id, others), lt(factsProgress.until, until), eq(factsProgress.making, making)))
}

async function readFacts(tx: Transaction, ids: string[], making: number, timeZone: string): Promise<FactsRow[]> {
  const rows = await tx.select().from(tickets).where(inArray(tickets.id, ids))
  const { ticketId, seq, kind, authorId, at } = entries
  const isEvent = sql`${kind} = 'event'`
  const happened = await tx
    .select({
      ...{ ticketId, seq, kind, authorId, at },
      event: sql<Happened['event']>`case when ${isEvent} then ${entries.body} end`,
      dueAt: sql<string | null>`case when ${isEvent} then ${entries.delivery}->'ticket'->>'dueAt' end`,
    })
    .from(entries)
    .where(and(inArray(ticketId, ids), or(isEvent, isByOther)))
    .orderBy(asc(ticketId), asc(seq))
  const entriesOf = new Map<string, Happened[]>(ids.map((id) => [id, []]))
  for (const { ticketId, dueAt, ...entry } of happened)
    entriesOf.get(ticketId)?.push({ ...entry, dueAt: dueAt === null ? null : new Date(dueAt) })
  // Only now: what was dropped or erased before this had not been read above.
  const kept = await keptAmong(tx, ids)
  return rows.map((row) => {
    const all = entriesOf.get(row.id) ?? []
    const figures = kept.get(row.id)
    return { ...factsOf(row, all, timeZone), ...(figures && stillOf(row, figures, all)), making }
  })
}

const { acceptS, answerS, doneS, holdS, isHit, reopens, hasEnded, personId } = ticketFacts
const FIGURES = { acceptS, answerS, doneS, holdS, isHit, reopens, hasEnded, personId, seq: ticketFacts.seq }

/** The figures of those of these tickets whose journal has less than they were made of. */
async function keptAmong(tx: Transaction, ids: string[]) {
  const ofIt = eq(erasures.ticketId, ticketFacts.ticketId)
  const isErased = exists(
    tx
      .select()
      .from(erasures)
      .where(and(ofIt, eq(erasures.kind, 'erased'))),
  )
  const isDropped = exists(tx.select().from(journalStarts).where(eq(journalStarts.ticketId, ticketFacts.ticketId)))
  const rows = await tx
    .select({ ticketId: ticketFacts.ticketId, figures: FIGURES })
    .from(ticketFacts)
    .where(and(inArray(ticketFacts.ticketId, ids), or(isErased, isDropped)))
  return new Map(rows.map(({ ticketId, figures }) => [ticketId, figures]))
}

/** They stay, but for whether it is cancelled now, and that it was reopened since. */
function stillOf(row: TicketRow, { seq, ...figures }: Pick<FactsRow, keyof typeof FIGURES>, all: readonly Happened[]) {
  const isSince = (one: Happened) => one.seq > seq && one.seq <= row.lastSeq
  const since = all.filter((one) => isSince(one) && one.event?.code === 'reopened').length
  return { ...figures, reopens: figures.reopens + since, isCancelled: row.status === 'cancelled' }
}

/** Of a long thread only what figures come from: messages of the opener are no answer. */
const isByOther: SQL = sql`(${entries.kind} = 'message' and ${entries.authorId} is distinct from
  (select opening.opener_id from tickets opening where opening.id = ${entries.ticketId}))`

/** In one order, so that two who do this do not wait for each other; the older of two never takes the place of the newer. */
async function keep(tx: Transaction, facts: FactsRow[]): Promise<void> {
  if (facts.length === 0) return
  const { ticketId, openedAt, number, ...changing } = getTableColumns(ticketFacts)
  const set = Object.fromEntries(
    Object.entries(changing).map(([name, column]) => [name, sql.raw(`excluded.${snake(column.name)}`)]),
  )
  const isNewer = sql`${ticketFacts.seq} < excluded.seq or ${ticketFacts.making} < excluded.making`
  await tx
    .insert(ticketFacts)
    .values(facts.toSorted((a, b) => (a.ticketId < b.ticketId ? -1 : 1)))
    .onConflictDoUpdate({ target: ticketFacts.ticketId, set, setWhere: isNewer })
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
