/** Takes the words out of the journal, so that its digests stay verifiable (`lib/journal/digest.ts`): a body and its fingerprint
 *  are blanked with their salt, and every copy goes with them. What stays is who, when, which and how often. */
import 'server-only'
import { and, eq, gte, isNotNull, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { attachments, entries, legalHolds, readPositions, reads, tickets, wipings } from '@/db/schema'
import { bodyWithout, hasWords } from '@/lib/chat/removal'
import type { Entry, Removed } from '@/lib/chat/schema'
import { emptyTexts } from '@/lib/history/emptying'
import { type EntryRow, toEntry } from '@/lib/tickets/dto'
import { type Bodies, forgetTyped, quotesOf, WITHOUT_SUMMARY } from '@/lib/tickets/typed'
import type { RetentionWay } from './schema'

/** One entry, under its ticket's lock: its body, the previews of it in later entries and in the ticket, its photos, what later changes
 *  quote of it, and what is searched of the ticket; with its author also what they typed of the ticket itself. Answers which entries
 *  quoted it. The bytes of its photos go once this has committed (`photos/leftovers.ts`), and the thread in Redis (`threads.ts`). */
export async function wipeEntry(tx: Transaction, row: EntryRow, removed: Removed): Promise<number[]> {
  const { ticketId } = row
  // Before its own body goes, which tells of what it is.
  const quoting = row.kind === 'event' ? await quotingOf(tx, row, removed) : []
  await setBodies(tx, ticketId, [...quoting, wiped(row, removed)])
  if (row.kind === 'message') await forgetPreviews(tx, row)
  else if (row.kind === 'redaction') await forgetWhy(tx, row)
  else {
    await forgetTicketsWords(tx, ticketId)
    await forgetReasons(tx, ticketId)
  }
  await dropPhotos(tx, and(eq(attachments.ticketId, ticketId), eq(attachments.entryId, row.id)))
  await noteWiping(tx, ticketId)
  await emptyTexts(tx, [ticketId])
  return quoting.map(([seq]) => seq)
}

const quotingOf = (tx: Transaction, { ticketId, authorId, seq }: EntryRow, { why }: Removed): Promise<Bodies> =>
  why === 'person' && authorId
    ? forgetTyped(tx, ticketId, authorId)
    : quotesOf(tx, ticketId, (typed) => typed.seq === seq)

/** All of a ticket, under its lock. `strip`: what was typed and shown, in every entry and in the ticket itself. `erase`: also what
 *  exactly was changed, and who had read it. */
export async function wipeTicket(tx: Transaction, ticketId: string, way: RetentionWay, at: Date): Promise<void> {
  const rows = await tx.select().from(entries).where(eq(entries.ticketId, ticketId))
  const spoken = rows.flatMap((row) => {
    const removed = (way === 'erase' ? erasedFrom : strippedFrom)(row, at.toISOString())
    return removed ? [wiped(row, removed)] : []
  })
  await setBodies(tx, ticketId, spoken)
  if (way === 'strip') await forgetTicketsWords(tx, ticketId)
  else {
    await setDelivery(
      tx,
      and(eq(entries.ticketId, ticketId), HAS_TICKET),
      sql`jsonb_set(${entries.delivery}, '{ticket}', 'null')`,
    )
    await tx.delete(reads).where(eq(reads.ticketId, ticketId))
    await tx.delete(readPositions).where(eq(readPositions.ticketId, ticketId))
  }
  await tx
    .update(tickets)
    .set({ summary: WITHOUT_SUMMARY, guestName: '', fields: {}, lastMessage: null })
    .where(eq(tickets.id, ticketId))
  await forgetReasons(tx, ticketId)
  await dropPhotos(tx, and(eq(attachments.ticketId, ticketId), isNotNull(attachments.entryId)))
  await noteWiping(tx, ticketId)
  await emptyTexts(tx, [ticketId])
}

const erasedFrom = ({ body }: EntryRow, at: string): Removed | null =>
  body.removed?.why === 'erased' ? null : { why: 'erased', at }

/** Null where nothing was typed. Who removed an entry, and when, is what happened; why they did was typed. */
function strippedFrom(row: EntryRow, at: string): Removed | null {
  const { removed } = row.body
  if (removed) return 'reason' in removed && removed.reason !== '' ? { ...removed, reason: '' } : null
  const isReason = row.kind === 'redaction' && (row.body as Redacting).reason !== ''
  return isReason || hasWords(toEntry(row)) ? { why: 'stripped', at } : null
}

type Redacting = Extract<Entry, { kind: 'redaction' }>['body']

const wiped = (row: EntryRow, removed: Removed): Bodies[number] => [row.seq, bodyWithout(toEntry(row), removed)]

async function setBodies(tx: Transaction, ticketId: string, bodies: Bodies): Promise<void> {
  if (bodies.length === 0) return
  await tx.execute(sql`
    update ${entries} set body = one->1, fingerprint = '', body_salt = null
    from jsonb_array_elements(${JSON.stringify(bodies)}::text::jsonb) as one
    where ${entries.ticketId} = ${ticketId} and ${entries.seq} = (one->>0)::integer`)
}

const HAS_TICKET = sql`jsonb_typeof(${entries.delivery}->'ticket') = 'object'`

/** Until the next message, the ticket's last one was this. It lies outside the digests. */
async function forgetPreviews(tx: Transaction, { ticketId, seq, n }: EntryRow): Promise<void> {
  await tx
    .update(entries)
    .set({ delivery: sql`jsonb_set(${entries.delivery}, '{ticket,lastMessage}', 'null')` })
    .where(and(eq(entries.ticketId, ticketId), gte(entries.seq, seq), eq(entries.n, n), HAS_TICKET))
  await tx
    .update(tickets)
    .set({ lastMessage: null })
    .where(and(eq(tickets.id, ticketId), eq(tickets.messageCount, n)))
}

/** Why an entry was removed stands also where it was. */
const forgetWhy = (tx: Transaction, { ticketId, body }: EntryRow) =>
  tx
    .update(entries)
    .set({ body: sql`jsonb_set(${entries.body}, '{removed,reason}', '""')` })
    .where(
      and(
        eq(entries.ticketId, ticketId),
        eq(entries.seq, (body as Redacting).redactedSeq),
        sql`jsonb_exists(${entries.body}->'removed', 'reason')`,
      ),
    )

/** What each entry's delivery says of the ticket in words: its summary, its guest's name and its fields. */
const forgetTicketsWords = (tx: Transaction, ticketId: string) =>
  setDelivery(
    tx,
    and(eq(entries.ticketId, ticketId), HAS_TICKET),
    sql`jsonb_set(${entries.delivery}, '{ticket}', ${entries.delivery}->'ticket' || ${NO_WORDS}::text::jsonb)`,
  )

const NO_WORDS = JSON.stringify({ summary: '', guestName: '', fields: {}, lastMessage: null })

const setDelivery = (tx: Transaction, those: SQL | undefined, delivery: SQL) =>
  tx.update(entries).set({ delivery, deliverySalt: null }).where(those)

/** Why the ticket was under legal hold, which it no longer is. */
const forgetReasons = (tx: Transaction, ticketId: string) =>
  tx.update(legalHolds).set({ reason: '' }).where(eq(legalHolds.ticketId, ticketId))

/** Each later than the one before, so that none is taken for it. */
const noteWiping = (tx: Transaction, ticketId: string) =>
  tx
    .insert(wipings)
    .values({ ticketId, at: sql`clock_timestamp()` })
    .onConflictDoUpdate({
      target: wipings.ticketId,
      set: { at: sql`greatest(clock_timestamp(), ${wipings.at} + interval '1 millisecond')`, forgottenAt: null },
    })

/** From now on nobody is shown them, and the clock clears their bytes away. */
const dropPhotos = (tx: Transaction, those: SQL | undefined) =>
  tx.update(attachments).set({ entryId: null, status: 'abandoned' }).where(those)
