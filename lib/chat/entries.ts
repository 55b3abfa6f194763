/** Reading the journal: the one door for whoever shows a thread or publishes it late. Entries come ascending by seq. What
 *  somebody may see is decided before, by whoever asks. */
import 'server-only'
import { and, asc, between, desc, eq, gt, sql } from 'drizzle-orm'
import { v5 } from 'uuid'
import { db } from '@/db/client'
import { entries, journalStarts, tickets } from '@/db/schema'
import { faultsToTell, stretchOf } from '@/lib/journal/chain'
import { noteFaults } from '@/lib/journal/damage'
import type { Delivery } from '@/lib/live/events'
import { toEntry } from '@/lib/tickets/dto'
import { isEnded } from '@/lib/tickets/policy'
import type { Entry } from './schema'

const SHOWN = {
  ticketId: entries.ticketId,
  seq: entries.seq,
  id: entries.id,
  kind: entries.kind,
  authorId: entries.authorId,
  n: entries.n,
  at: entries.at,
  body: entries.body,
}

/** What holding a row against its digest needs beside what is shown of it. */
export const CHAINED = {
  ...SHOWN,
  device: entries.device,
  receivedAt: entries.receivedAt,
  fingerprint: entries.fingerprint,
  bodySalt: entries.bodySalt,
  bodyHash: entries.bodyHash,
  deliveryHash: entries.deliveryHash,
  digest: entries.digest,
}

/** The statement itself, which a page of a thread awaits and the bench explains. */
export const selectEntries = (ticketId: string, from: number, to: number) =>
  db()
    .select(CHAINED)
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), between(entries.seq, from, to)))
    .orderBy(asc(entries.seq))

/** The entries from `from` to `to`, both included, as they are. */
export const readJournal = async (ticketId: string, from: number, to: number): Promise<Entry[]> =>
  (await selectEntries(ticketId, from, to)).map(toEntry)

/** The same of what the ticket is known to have, held against its digests. What is wrong is logged, counted, and told in its
 *  place: a changed entry says so of itself, and where one is missing stands a note of that, as where the journal begins later
 *  because its oldest months were exported and dropped. So a stretch never has a hole. */
export const readStretch = async (ticketId: string, from: number, to: number): Promise<Entry[]> =>
  (await verifyStretch(ticketId, from, to)).shown

/** The same, with the rows that are there, for whoever shows more of them. */
export async function verifyStretch(ticketId: string, from: number, to: number) {
  const rows = await selectEntries(ticketId, from - 1, to)
  // The one before is read for its digest.
  const before = rows[0]?.seq === from - 1 ? rows.shift() : undefined
  const isWhole = rows.length === to - from + 1 && (from === 1 || before !== undefined)
  const stretch = stretchOf({ ticketId, from, to }, before, isWhole ? null : await beginningOf(ticketId))
  const faults = faultsToTell(stretch, rows)
  noteFaults(faults)
  const known = rows.map(toEntry)
  const all = rows.length === to - from + 1 ? known : withNotes(known, { ticketId, from, to, first: stretch.from })
  const changed = new Set(faults.filter(({ damage }) => damage !== 'missing').map(({ seq }) => seq))
  const shown = all.map((entry): Entry => (changed.has(entry.seq) ? { ...entry, damaged: true } : entry))
  return { shown, rows }
}

/** Where its journal begins, if its oldest months were exported and dropped. */
export async function beginningOf(ticketId: string): Promise<{ seq: number; digest: Buffer } | undefined> {
  const [start] = await db().select().from(journalStarts).where(eq(journalStarts.ticketId, ticketId))
  return start
}

/** A note in the place of each entry that is not there. */
function withNotes(
  known: Entry[],
  { ticketId, from, to, first }: { ticketId: string; from: number; to: number; first: number },
): Entry[] {
  const bySeq = new Map(known.map((entry) => [entry.seq, entry]))
  let { at, n } = known[0] ?? { at: new Date(0).toISOString(), n: 0 }
  return Array.from({ length: to - from + 1 }, (_, index) => {
    const seq = from + index
    const entry = bySeq.get(seq)
    if (entry) ({ at, n } = entry)
    const code = seq < first ? ('dropped' as const) : ('missing' as const)
    const note = { ticketId, seq, id: v5(`${code} ${seq}`, ticketId), authorId: null, n, at, kind: 'event' as const }
    return entry ?? { ...note, body: { code, params: {} } }
  })
}

/** The seq of the first entry, of those up to `lastSeq`, that happened at or after a moment; `lastSeq` where none did. Entries
 *  happen in the order of their seqs (`lib/tickets/journal.ts`), so that halving finds it: a handful of rows are read of a
 *  thread of any length, also where its oldest are no longer there. */
export async function seqAt(ticketId: string, moment: string, lastSeq: number): Promise<number> {
  const [found] = await db().execute<{ seq: number }>(sql`
    with recursive halved (low, high) as (
      select 1, ${lastSeq}::integer
      union all
      select case when probe.at < ${moment}::timestamptz then probe.seq + 1 else low end,
        case when probe.at < ${moment}::timestamptz then high else (low + high) / 2 end
      from halved, lateral (
        select seq, at from ${entries}
        where ticket_id = ${ticketId} and seq >= (low + high) / 2 order by seq limit 1) as probe
      where low < high
    )
    select seq from ${entries}
    where ticket_id = ${ticketId} and seq >= (select min(high) from halved) order by seq limit 1`)
  return Math.min(found?.seq ?? lastSeq, lastSeq)
}

export interface JournalRecord {
  entry: Entry
  delivery: Delivery
  /** Written within the last `windowMs`, by the database's clock. */
  isFresh: boolean
}

export interface Unpublished {
  records: JournalRecord[]
  /** Whether the ticket has ended as of the last of them, and when its journal last grew. */
  hasEnded: boolean
  lastEntryAt: Date
}

/** The newest `limit` entries after `after`, with what publishing them needs. */
export async function readUnpublished(
  ticketId: string,
  after: number,
  limit: number,
  windowMs: number,
): Promise<Unpublished> {
  const rows = await db()
    .select({
      ...SHOWN,
      delivery: entries.delivery,
      isFresh: sql<boolean>`${entries.receivedAt} > clock_timestamp() - make_interval(secs => ${windowMs / 1000})`,
      status: tickets.status,
      lastEntryAt: tickets.lastEntryAt,
    })
    .from(entries)
    .innerJoin(tickets, eq(tickets.id, entries.ticketId))
    .where(and(eq(entries.ticketId, ticketId), gt(entries.seq, after)))
    .orderBy(desc(entries.seq))
    .limit(limit)
  const [newest] = rows
  const records = rows.map((row) => ({ entry: toEntry(row), delivery: row.delivery, isFresh: row.isFresh })).reverse()
  return { records, hasEnded: newest !== undefined && isEnded(newest), lastEntryAt: newest?.lastEntryAt ?? new Date(0) }
}
