/** Reading the journal: the one door for whoever shows a thread or publishes it late. Entries come ascending by seq. What
 *  somebody may see is decided before, by whoever asks. */
import 'server-only'
import { and, asc, between, desc, eq, gt, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { entries } from '@/db/schema'
import type { Delivery } from '@/lib/live/events'
import { toEntry } from '@/lib/tickets/dto'
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

/** The entries from `from` to `to`, both included. */
export async function readJournal(ticketId: string, from: number, to: number): Promise<Entry[]> {
  const rows = await db()
    .select(SHOWN)
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), between(entries.seq, from, to)))
    .orderBy(asc(entries.seq))
  return rows.map(toEntry)
}

export interface JournalRecord {
  entry: Entry
  delivery: Delivery
  /** Written within the last `windowMs`, by the database's clock. */
  isFresh: boolean
}

/** The newest `limit` entries after `after`, with what publishing them needs. */
export async function readUnpublished(
  ticketId: string,
  after: number,
  limit: number,
  windowMs: number,
): Promise<JournalRecord[]> {
  const rows = await db()
    .select({
      ...SHOWN,
      delivery: entries.delivery,
      isFresh: sql<boolean>`${entries.receivedAt} > clock_timestamp() - make_interval(secs => ${windowMs / 1000})`,
    })
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), gt(entries.seq, after)))
    .orderBy(desc(entries.seq))
    .limit(limit)
  return rows.reverse().map((row) => ({ entry: toEntry(row), delivery: row.delivery, isFresh: row.isFresh }))
}
