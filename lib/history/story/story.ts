/** Reading a ticket's story, through what the reader may see of the ticket. Promise: pages follow each other by what was read
 *  last (never by counting), so that the thousandth costs what the first does. */
import 'server-only'
import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { devices, pushAlerts, reads, sessions } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { beginningOf, verifyStretch } from '@/lib/chat/entries'
import { toTicket } from '@/lib/tickets/dto'
import { findVisible } from '@/lib/tickets/visible'
import { readOpening } from './opening'
import { STORY_PAGE, type StoryAlert, type StoryEntry, type StoryPage, type StoryQuery, type StoryRead } from './schema'

/** 404 for who may not see the ticket. */
export async function readStory(actor: Actor, ticketId: string, { cursor, limit }: StoryQuery): Promise<StoryPage> {
  const [found, start] = await Promise.all([findVisible(db(), actor, ticketId), beginningOf(ticketId)])
  const [seq = 0, at = 0, id = 0] = cursor?.split('_').map(Number) ?? []
  const ticket = toTicket(found, found)
  const begins = start?.seq ?? 1
  const from = Math.max(seq + 1, begins)
  const to = Math.min(from + limit - 1, ticket.lastSeq)
  const [opening, someEntries, someReads, alerts] = await Promise.all([
    readOpening(ticket, begins),
    entriesBetween(ticketId, from, to),
    readsAfter(ticketId, { at: new Date(at), id }, limit),
    cursor === undefined ? alertsOf(ticketId) : [],
  ])
  const isMore = to < ticket.lastSeq || someReads.length === limit
  const lastRead = someReads.at(-1)
  const next = [Math.max(seq, to), lastRead ? Date.parse(lastRead.at) : at, lastRead?.id ?? id].join('_')
  const page = { ticket, begins, opening, entries: someEntries, reads: someReads, alerts }
  return { ...page, next: isMore ? next : null }
}

export interface WholeStory extends Omit<StoryPage, 'next'> {
  /** What came after that moment is left out; null when nothing is. */
  until: string | null
}

const PIECE = 200

/** All of it, for who needs it in one piece; or, where that is long, its beginning of about so many letters. */
export async function readWholeStory(
  actor: Actor,
  ticketId: string,
  mostLetters = Number.POSITIVE_INFINITY,
): Promise<WholeStory> {
  let { next, ...page } = await readStory(actor, ticketId, { limit: PIECE })
  const whole = { ...page, until: null }
  for (let letters = lettersOf(page); next !== null; letters += lettersOf(page)) {
    // Either ends where its page does, unless it has ended before.
    if (letters >= mostLetters) return { ...whole, until: endOf(page) }
    ;({ next, ...page } = await readStory(actor, ticketId, { cursor: next, limit: PIECE }))
    whole.entries.push(...page.entries)
    whole.reads.push(...page.reads)
  }
  return whole
}

type Read = Pick<StoryPage, 'entries' | 'reads'>

/** Up to where both entries and reads are known. */
function endOf({ entries, reads }: Read): string | null {
  const ends = [
    ...(entries.length === PIECE ? [entries.at(-1)?.receivedAt ?? ''] : []),
    ...(reads.length === PIECE ? [reads.at(-1)?.at ?? ''] : []),
  ]
  return ends.sort()[0] ?? null
}

/** What stands beside a thing: its time, who and where. */
const LETTERS_BESIDE = 40
/** A photo takes as long as some pages of words, and as much room. */
const LETTERS_A_PHOTO = 4_000

const lettersOf = ({ entries, reads }: Read): number =>
  (entries.length + reads.length) * LETTERS_BESIDE +
  entries.reduce((sum, { kind, body }) => {
    if (kind !== 'message') return sum
    return sum + body.text.length + (body.photos ?? []).length * LETTERS_A_PHOTO
  }, 0)

/** An enrolled device by its name, any other by what its browser says. */
const DEVICE = sql<string | null>`coalesce(${devices.name}, ${sessions.device})`

/** Each held against its digest, as a thread's are. */
async function entriesBetween(ticketId: string, from: number, to: number): Promise<StoryEntry[]> {
  if (to < from) return []
  const { shown, rows } = await verifyStretch(ticketId, from, to)
  const bySeq = new Map(rows.map((row) => [row.seq, row]))
  const called = await devicesOf(rows.flatMap((row) => row.device ?? []))
  let [known] = rows
  return shown.map((entry) => {
    const row = bySeq.get(entry.seq)
    // In the place of one that is missing, beside the one before it.
    known = row ?? known
    const receivedAt = known?.receivedAt.toISOString() ?? entry.at
    return { ...entry, receivedAt, device: called.get(row?.device ?? '') ?? null }
  })
}

async function devicesOf(ids: string[]): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db()
    .select({ id: sessions.id, device: DEVICE })
    .from(sessions)
    .leftJoin(devices, eq(devices.id, sessions.deviceId))
    .where(inArray(sessions.id, [...new Set(ids)]))
  return new Map(rows.map(({ id, device }) => [id, device]))
}

async function readsAfter(ticketId: string, last: { at: Date; id: number }, limit: number): Promise<StoryRead[]> {
  const { id, personId, seq, at } = reads
  const rows = await db()
    .select({ id, personId, seq, at, device: DEVICE })
    .from(reads)
    .leftJoin(sessions, eq(sessions.id, reads.device))
    .leftJoin(devices, eq(devices.id, sessions.deviceId))
    .where(
      and(
        eq(reads.ticketId, ticketId),
        sql`(${at}, ${id}) > (${last.at.toISOString()}::timestamptz, ${last.id}::bigint)`,
      ),
    )
    .orderBy(asc(at), asc(id))
    .limit(limit)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** The many devices that one change of state calls are as many lines; few of them are open at a time. */
async function alertsOf(ticketId: string): Promise<StoryAlert[]> {
  const rows = await db()
    .select({
      personId: sessions.personId,
      at: sql<Date>`coalesce(${pushAlerts.settledAt}, ${pushAlerts.createdAt})`.mapWith(pushAlerts.createdAt),
      device: DEVICE,
    })
    .from(pushAlerts)
    .innerJoin(sessions, eq(sessions.id, pushAlerts.sessionId))
    .leftJoin(devices, eq(devices.id, sessions.deviceId))
    .where(and(eq(pushAlerts.ticketId, ticketId), eq(pushAlerts.outcome, 'sent')))
    .orderBy(asc(pushAlerts.createdAt), asc(pushAlerts.sessionId))
    .limit(STORY_PAGE)
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
