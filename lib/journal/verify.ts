/** Verifies the whole journal: every row against its digest, every ticket against its last row, so that a changed, missing or
 *  doubled row is found and named, the very last one too. Reads in small snapshots, beside whoever writes. */
import 'server-only'
import { and, asc, eq, getTableColumns, gt, lte, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '@/db/client'
import { entries, journalStarts, tickets } from '@/db/schema'
import { type Fault, faultsOf } from './chain'
import { BEGINNING } from './digest'
import { unlistedAmong } from './listed'

export interface Verified {
  tickets: number
  entries: number
  /** Tickets whose entries are older than digests and have not been sealed yet: nothing can be said of what is in them. */
  unsealed: number
}

const TICKETS = 500
/** More rows than that are not held at once, unless one ticket has them. */
const ROWS = 5_000

type Row = typeof entries.$inferSelect
type Head = Awaited<ReturnType<typeof headsOf>>[number]

/** Tells of each fault, and every now and then how far it has come. */
export async function verifyJournal(
  db: Database,
  onFault: (fault: Fault & { number: number | null }) => void,
  onProgress: (verified: Verified) => void = () => {},
): Promise<Verified> {
  const verified: Verified = { tickets: 0, entries: 0, unsealed: 0 }
  for (let after = NOBODY; ; ) {
    const { heads, rows, unlisted, until } = await db.transaction((tx) => nextBatch(tx, after), SNAPSHOT)
    for (const fault of faultsAmong(heads, rows, unlisted)) onFault(fault)
    verified.tickets += heads.length
    verified.entries += rows.length
    verified.unsealed += heads.filter(isUnsealed).length
    onProgress({ ...verified })
    if (until === null) return verified
    after = until
  }
}

export const SNAPSHOT = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const
export const NOBODY = '00000000-0000-0000-0000-000000000000'
const EVERYBODY = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** Rows between two tickets are read by range, so that those of no ticket are seen too. */
async function nextBatch(tx: Transaction, after: string) {
  const found = await headsOf(tx, gt(tickets.id, after), TICKETS)
  let rowsSoFar = 0
  const heads = found.filter(({ lastSeq }, index) => {
    rowsSoFar += lastSeq
    return index === 0 || rowsSoFar <= ROWS
  })
  const isLast = heads.length === found.length && found.length < TICKETS
  const until = isLast ? EVERYBODY : (heads.at(-1)?.id ?? EVERYBODY)
  const rows = await tx
    .select(getTableColumns(entries))
    .from(entries)
    .where(and(gt(entries.ticketId, after), lte(entries.ticketId, until)))
    .orderBy(asc(entries.ticketId), asc(entries.seq))
  return { heads, rows, unlisted: await unlistedAmong(tx, rows), until: isLast ? null : until }
}

/** What tickets say of their journals, in the order of ids. */
export const headsOf = (tx: Transaction, which: SQL, limit = 1_000) =>
  tx
    .select({
      id: tickets.id,
      number: tickets.number,
      lastSeq: tickets.lastSeq,
      messageCount: tickets.messageCount,
      digest: tickets.digest,
      from: sql<number>`coalesce(${journalStarts.seq}, 1)`,
      previous: journalStarts.digest,
    })
    .from(tickets)
    .leftJoin(journalStarts, eq(journalStarts.ticketId, tickets.id))
    .where(which)
    .orderBy(asc(tickets.id))
    .limit(limit)

const isUnsealed = ({ digest, lastSeq }: Head) => digest === null && lastSeq > 0

function* faultsAmong(heads: Head[], rows: Row[], unlisted: Fault[]) {
  const ofTicket = byTicket(rows)
  for (const head of heads) {
    const faults = faultsOfTicket(head, ofTicket.get(head.id) ?? [])
    const others = unlisted.filter(
      ({ ticketId, seq }) => ticketId === head.id && !faults.some((one) => one.seq === seq),
    )
    for (const fault of [...faults, ...others]) yield { ...fault, number: head.number }
    ofTicket.delete(head.id)
  }
  for (const [ticketId, orphans] of ofTicket)
    for (const { seq } of orphans) yield { ticketId, seq, damage: 'surplus' as const, number: null }
}

export function byTicket(rows: readonly Row[]): Map<string, Row[]> {
  const ofTicket = new Map<string, Row[]>()
  for (const row of rows) {
    const own = ofTicket.get(row.ticketId)
    if (own) own.push(row)
    else ofTicket.set(row.ticketId, [row])
  }
  return ofTicket
}

/** What is wrong with one ticket's whole journal. */
export function faultsOfTicket(head: Head, rows: readonly Row[]): Fault[] {
  const { id: ticketId, from, lastSeq: to } = head
  const faults = faultsOf({ ticketId, from, to, previous: from === 1 ? BEGINNING : head.previous }, rows)
  const last = rows.at(-1)
  if (isUnsealed(head) && rows.every(({ digest }) => digest === null))
    return faults.filter(({ damage }) => damage !== 'unsealed')
  const isNamed = last ? faults.some(({ seq }) => seq === last.seq) : false
  const isHeld = last?.seq === to && last.digest?.equals(head.digest ?? BEGINNING) && last.n === head.messageCount
  if (last?.seq === to && !isHeld && !isNamed) faults.push({ ticketId, seq: to, damage: 'head' })
  return faults
}
