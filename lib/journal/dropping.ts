/** Drops a month that was exported, ticket by ticket, a few at a time. Never of a ticket that is open, owes a call, is under hold or
 *  carries photos, which are in no file; never what is not in the file as it stands here; and never out of the middle of a
 *  ticket, so that what remains of it can be verified. */
import 'server-only'
import { and, eq, inArray, isNotNull, lt } from 'drizzle-orm'
import type { Database, Transaction } from '@/db/client'
import { attachments, entries, journalExports, journalStarts, tickets } from '@/db/schema'
import { forgetBefore } from '@/lib/history/emptying'
import { findHeldTickets } from '@/lib/tickets/legal-hold'
import { isOnBoard } from '@/lib/tickets/policy'
import { digestOf, isBodyWhole, isDeliveryWhole } from './digest'
import { type Line, partakers, type Row, rowOf, type Span, Sum, type Trailer, wholeTickets } from './months'
import { NOBODY } from './verify'

/** Why a ticket keeps its part of the month. */
export type Kept = 'open' | 'held' | 'photos' | 'begins earlier' | 'differs'

export interface Dropped {
  tickets: number
  entries: number
  kept: Record<Kept, number>
}

/** What a file holds: of each ticket the sum over the digests of its lines. */
export type Contents = ReadonlyMap<string, string>

/** Reads a file back, line by line. Throws unless it is, whole, what the month was exported as. */
export async function readExport(db: Database, { month }: Span, lines: AsyncIterable<string>): Promise<Contents> {
  const sum = new Sum()
  const sums = new Map<string, Sum>()
  let trailer: Trailer | undefined
  let before: Row | undefined
  for await (const line of lines) {
    if (trailer) throw new Error('Something follows the last line of the file.')
    const read = JSON.parse(line) as Line | Trailer
    if ('entries' in read) {
      trailer = read
      continue
    }
    const row = rowOf(read)
    requireWhole(row, before)
    before = row
    sum.add(row)
    const own = sums.get(row.ticketId) ?? new Sum()
    own.add(row)
    sums.set(row.ticketId, own)
  }
  const [noted] = await db.select().from(journalExports).where(eq(journalExports.month, month))
  if (!noted) throw new Error(`${month} has not been exported.`)
  const { entries, digest } = sum.end()
  const isIt = trailer?.month === month && digest === noted.digest.toString('hex') && entries === noted.entries
  if (!isIt) throw new Error(`The file is not what ${month} was exported as.`)
  return new Map([...sums].map(([ticketId, own]) => [ticketId, own.end().digest]))
}

/** What follows another line of its ticket must stand on it. */
function requireWhole(row: Row, before: Row | undefined): void {
  const { bodyHash, deliveryHash, digest } = row
  const follows = before?.ticketId === row.ticketId && before.digest
  const isWhole =
    bodyHash && deliveryHash && digest && isBodyWhole(row) && isDeliveryWhole(row)
      ? !follows || digestOf(follows, row, { bodyHash, deliveryHash }).equals(digest)
      : false
  if (!isWhole) throw new Error(`The file is damaged: ${row.ticketId} #${row.seq}.`)
}

/** Without `isMeant` it only counts. */
export async function dropMonth(
  db: Database,
  span: Span,
  contents: Contents,
  { isMeant, onProgress = () => {} }: { isMeant: boolean; onProgress?: (dropped: Dropped) => void },
): Promise<Dropped> {
  const dropped: Dropped = {
    tickets: 0,
    entries: 0,
    kept: { open: 0, held: 0, photos: 0, 'begins earlier': 0, differs: 0 },
  }
  for (let after = NOBODY; ; ) {
    const ids = await partakers(db, span, after)
    const last = ids.at(-1)
    if (!last) break
    after = last
    await db.transaction((tx) => dropSome(tx, span, contents, ids, isMeant, dropped))
    onProgress(structuredClone(dropped))
  }
  if (isMeant)
    await db.update(journalExports).set({ droppedAt: new Date() }).where(eq(journalExports.month, span.month))
  return dropped
}

async function dropSome(
  tx: Transaction,
  span: Span,
  contents: Contents,
  ids: string[],
  isMeant: boolean,
  dropped: Dropped,
): Promise<void> {
  const locked = await tx
    .select({ id: tickets.id, status: tickets.status, callBack: tickets.callBack })
    .from(tickets)
    .where(inArray(tickets.id, ids))
    .orderBy(tickets.id)
    .for('no key update')
  const isOpen = new Set(locked.filter(isOnBoard).map(({ id }) => id))
  const [isHeld, hasPhotos] = [await findHeldTickets(tx, ids), await withPhotos(tx, ids)]
  for (const { head, rows } of await wholeTickets(tx, ids)) {
    const part = rows.filter(({ receivedAt }) => receivedAt >= span.from && receivedAt < span.to)
    const last = part.at(-1)
    if (!last?.digest) continue
    const whyKept = (): Kept | null => {
      if (isOpen.has(head.id)) return 'open'
      if (isHeld.has(head.id)) return 'held'
      if (hasPhotos.has(head.id)) return 'photos'
      if (part[0] !== rows[0] || part[0]?.seq !== head.from) return 'begins earlier'
      return sumOf(part) === contents.get(head.id) ? null : 'differs'
    }
    const why = whyKept()
    if (why) {
      dropped.kept[why]++
      continue
    }
    dropped.tickets++
    dropped.entries += part.length
    if (isMeant) await dropBeginning(tx, head.id, last.seq + 1, last.digest)
  }
}

function sumOf(rows: readonly Row[]): string {
  const sum = new Sum()
  for (const row of rows) sum.add(row)
  return sum.end().digest
}

async function dropBeginning(tx: Transaction, ticketId: string, seq: number, digest: Buffer): Promise<void> {
  await tx.delete(entries).where(and(eq(entries.ticketId, ticketId), lt(entries.seq, seq)))
  await tx
    .insert(journalStarts)
    .values({ ticketId, seq, digest })
    .onConflictDoUpdate({ target: journalStarts.ticketId, set: { seq, digest } })
  await forgetBefore(tx, ticketId, seq)
}

/** A photo of any month keeps all of its ticket: the rows that carry it could not go. */
async function withPhotos(tx: Transaction, ids: string[]): Promise<Set<string>> {
  const rows = await tx
    .select({ id: attachments.ticketId })
    .from(attachments)
    .where(and(inArray(attachments.ticketId, ids), isNotNull(attachments.entryId)))
  return new Set(rows.map(({ id }) => id))
}
