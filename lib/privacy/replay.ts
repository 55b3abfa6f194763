/** Erased stays erased: what the list in the data folder has and the database does not is erased again. After a backup was
 *  restored, that is all that was erased since it was taken. Repeating it changes nothing. */
import 'server-only'
import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { entries, erasures, people, tickets } from '@/db/schema'
import { audit } from '@/lib/audit/audit'
import { hasWords } from '@/lib/chat/removal'
import type { Removed } from '@/lib/chat/schema'
import { toEntry } from '@/lib/tickets/dto'
import { asErasure, type Erasure, readErasures, writeErasures } from './erasures'
import { erasePerson } from './person'
import { forgetWiped } from './threads'
import { wipeEntry, wipeTicket } from './wiping'

const AT_ONCE = 500

/** The list and the database both have all of it afterwards; what was erased again is gone from Redis as well, also when
 *  something else could not be. */
export async function reconcileErasures(): Promise<void> {
  await replayErasures(db()).finally(forgetWiped)
}

/** Answers of which tickets something was erased again. Each in a transaction of its own: what fails is tried again with the
 *  next round, and does not hold up the others. */
export async function replayErasures(database: Database, onDone: (done: number) => void = () => {}): Promise<string[]> {
  const listed = await readErasures()
  const touched: string[] = []
  const failures: unknown[] = []
  for (let from = 0; from < listed.length; from += AT_ONCE) {
    const some = listed.slice(from, from + AT_ONCE)
    const known = await idsAmong(database, some)
    for (const one of some.filter(({ id }) => !known.has(id)))
      await database
        .transaction((tx) => eraseAgain(tx, one))
        .then(
          () => touched.push(...(one.ticketId ? [one.ticketId] : [])),
          (error: unknown) => failures.push(error),
        )
  }
  await writeMissing(database, new Set(listed.map(({ id }) => id)))
  onDone(touched.length)
  if (failures.length > 0) throw failures[0]
  return touched
}

async function idsAmong(database: Database, some: readonly Erasure[]): Promise<Set<string>> {
  const ids = some.map(({ id }) => id)
  const rows = await database.select({ id: erasures.id }).from(erasures).where(inArray(erasures.id, ids))
  return new Set(rows.map(({ id }) => id))
}

/** What a crash, or a full disk, kept out of the file. */
async function writeMissing(database: Database, listed: ReadonlySet<string>): Promise<void> {
  const rows = await database.select().from(erasures).orderBy(erasures.at)
  await writeErasures(rows.filter(({ id }) => !listed.has(id)).map(asErasure))
}

/** What it names may not be there: the backup is older than that. Its row is written all the same, so that it is not looked for
 *  again. */
async function eraseAgain(tx: Transaction, one: Erasure): Promise<void> {
  const [noted] = await tx
    .insert(erasures)
    .values({ ...one, at: new Date(one.at) })
    .onConflictDoNothing()
    .returning({ id: erasures.id })
  if (!noted) return
  if (one.kind === 'person') await erasePersonAgain(tx, one)
  else if (one.ticketId && (await isThere(tx, one.ticketId))) await eraseInTicket(tx, one.ticketId, one)
  await audit(tx, null, 'erasure.replayed', { erasureId: one.id, kind: one.kind })
}

async function isThere(tx: Transaction, ticketId: string): Promise<boolean> {
  const found = await tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.id, ticketId)).for('no key update')
  return found.length > 0
}

async function eraseInTicket(tx: Transaction, ticketId: string, { kind, entryId, byId, at }: Erasure): Promise<void> {
  if (kind !== 'redacted' || !entryId) {
    // What was written after it was never meant.
    const [unchanged] = await tx
      .select({ id: tickets.id })
      .from(tickets)
      .where(and(eq(tickets.id, ticketId), lte(tickets.lastEntryAt, sql`${at}::timestamptz`)))
    if (unchanged) await wipeTicket(tx, ticketId, kind === 'erased' ? 'erase' : 'strip', new Date(at))
    return
  }
  const [row] = await tx
    .select()
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), eq(entries.id, entryId)))
  if (!row || !hasWords(toEntry(row))) return
  // The redaction itself is not in the backup, nor its reason.
  const removed: Removed = { why: 'redacted', seq: row.seq, by: byId, at, reason: '' }
  await wipeEntry(tx, row, removed)
}

async function erasePersonAgain(tx: Transaction, { personId }: Erasure): Promise<void> {
  if (!personId) return
  const found = await tx.select({ id: people.id }).from(people).where(eq(people.id, personId)).for('update')
  if (found.length > 0) await erasePerson(tx, personId)
}
