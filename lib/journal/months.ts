/** Whole months of the journal as JSON Lines: written out verified, and dropped only as they were written out. A month is that of
 *  `received_at`, in UTC, which within a ticket never goes back: so what is dropped is always a ticket's beginning, and the digest
 *  where the rest begins is kept (`journal_starts`). */
import 'server-only'
import { hash } from 'node:crypto'
import { and, asc, getTableColumns, gt, gte, inArray, lt, sql } from 'drizzle-orm'
import type { Database, Transaction } from '@/db/client'
import { entries, journalExports, tickets } from '@/db/schema'
import type { Fault } from './chain'
import { BEGINNING, SEALS } from './digest'
import { byTicket, faultsOfTicket, headsOf, NOBODY, SNAPSHOT } from './verify'

export type Row = typeof entries.$inferSelect

/** A line of the file: an entry with all that is kept of it, bytes in hex. The last line is a `Trailer`. */
export type Line = Omit<Row, (typeof SEALS)[number] | 'at' | 'receivedAt'> & {
  at: string
  receivedAt: string
} & { [Part in (typeof SEALS)[number]]: string | null }

export interface Trailer {
  month: string
  entries: number
  /** SHA-256 over the digests of all lines, hex. */
  digest: string
}

export interface Span {
  month: string
  from: Date
  to: Date
}

const BATCH = 100

/** "2025-03"; throws for anything else. */
export function spanOf(month: string): Span {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Error(`A month is written like 2025-03, not "${month}".`)
  const from = new Date(`${month}-01T00:00:00Z`)
  const to = new Date(from)
  to.setUTCMonth(to.getUTCMonth() + 1)
  return { month, from, to }
}

/**
 * Hands over a month line by line, in the order of tickets and seqs, as of one moment. Every ticket that has a part in it is
 * verified whole; when anything is wrong with one the export is not noted, and nothing of the month can be dropped. Throws for a
 * month that is not over.
 */
export async function exportMonth(
  db: Database,
  span: Span,
  write: (line: string) => Promise<void>,
  onFault: (fault: Fault) => void,
  onProgress: (entries: number) => void = () => {},
): Promise<Trailer | null> {
  const sum = new Sum()
  let isWhole = true
  await db.transaction(async (tx) => {
    await tx.execute(sql`set local statement_timeout = 0`)
    await requireOver(tx, span)
    for (let after = NOBODY; ; ) {
      const ids = await partakers(tx, span, after)
      const last = ids.at(-1)
      if (!last) break
      after = last
      for (const { head, rows } of await wholeTickets(tx, ids)) {
        for (const fault of faultsOfTicket(head, rows)) {
          isWhole = false
          onFault(fault)
        }
        if (!head.digest) throw new Error(`${head.id} has no digests yet: it gets them while the app runs.`)
        for (const row of rows.filter(({ receivedAt }) => receivedAt >= span.from && receivedAt < span.to)) {
          sum.add(row)
          await write(JSON.stringify(lineOf(row)))
        }
      }
      onProgress(sum.entries)
    }
  }, SNAPSHOT)
  if (!isWhole) return null
  const trailer = { month: span.month, ...sum.end() }
  await write(JSON.stringify(trailer))
  return trailer
}

/** To be called when all of it is safely where it shall be. */
export async function noteExport(db: Database, { month, entries, digest }: Trailer): Promise<void> {
  const set = { entries, digest: Buffer.from(digest, 'hex'), exportedAt: new Date() }
  await db
    .insert(journalExports)
    .values({ month, ...set })
    .onConflictDoUpdate({ target: journalExports.month, set })
}

async function requireOver(tx: Transaction, { month, to }: Span): Promise<void> {
  const [clock] = await tx.execute<{ over: boolean }>(sql`select clock_timestamp() > ${to.toISOString()} as over`)
  if (!clock?.over) throw new Error(`${month} is not over.`)
}

/** Tickets that may have an entry in it. */
export async function partakers(tx: Database | Transaction, { from, to }: Span, after: string): Promise<string[]> {
  const rows = await tx
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(gt(tickets.id, after), lt(tickets.openedAt, to), gte(tickets.lastEntryAt, from)))
    .orderBy(asc(tickets.id))
    .limit(BATCH)
  return rows.map(({ id }) => id)
}

export async function wholeTickets(tx: Transaction, ids: string[]) {
  const heads = await headsOf(tx, inArray(tickets.id, ids))
  const rows = await tx
    .select(getTableColumns(entries))
    .from(entries)
    .where(inArray(entries.ticketId, ids))
    .orderBy(asc(entries.ticketId), asc(entries.seq))
  const ofTicket = byTicket(rows)
  return heads.map((head) => ({ head, rows: ofTicket.get(head.id) ?? [] }))
}

function lineOf(row: Row): Line {
  const bytes = Object.fromEntries(SEALS.map((part) => [part, row[part]?.toString('hex') ?? null]))
  return { ...row, at: row.at.toISOString(), receivedAt: row.receivedAt.toISOString(), ...bytes } as Line
}

/** The row that a line was made of. */
export function rowOf(line: Line): Row {
  const bytes = Object.fromEntries(
    SEALS.map((part) => [part, line[part] === null ? null : Buffer.from(line[part], 'hex')]),
  )
  return { ...line, at: new Date(line.at), receivedAt: new Date(line.receivedAt), ...bytes } as Row
}

/** A sum over digests in their order; made of sums, so that it needs no more than the last. */
export class Sum {
  entries = 0
  private sum: Buffer = Buffer.from(BEGINNING)

  add({ digest }: Pick<Row, 'digest'>): void {
    this.entries++
    this.sum = hash('sha256', Buffer.concat([this.sum, digest ?? BEGINNING]), 'buffer')
  }

  end(): Pick<Trailer, 'entries' | 'digest'> {
    return { entries: this.entries, digest: this.sum.toString('hex') }
  }
}
