/** One row an entry of a thread, as it is exported. What was redacted is a row without words; what its digest does not hold says so. */
import 'server-only'
import { and, asc, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { entries, journalStarts, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { CHAINED } from '@/lib/chat/entries'
import type { Entry, MessageBody, TicketEvent } from '@/lib/chat/schema'
import { shownOf } from '@/lib/tickets/dto'
import { visibleTo } from '@/lib/tickets/visible'
import type { Column } from './csv'
import { damagedAmong, nameOf } from './damage'
import type { NamesOf } from './names-of'
import { momentAs } from './ticket-rows'
import type { ExportFormat } from './vocabulary'

/** Entries of some tickets: with a seq above `after`, and up to `upTo`. */
export interface Span {
  ids: string[]
  after: number
  upTo: number
}

/** Tickets in spans of at most so many entries, in their order: many short threads at once, and a long one bit by bit. */
export function* spansOf(threads: readonly { id: string; lastSeq: number }[], most: number): Generator<Span> {
  let ids: string[] = []
  let sum = 0
  for (const { id, lastSeq } of threads) {
    if (ids.length > 0 && sum + lastSeq > most) {
      yield { ids, after: 0, upTo: most }
      ids = []
      sum = 0
    }
    if (lastSeq > most)
      for (let after = 0; after < lastSeq; after += most)
        yield { ids: [id], after, upTo: Math.min(lastSeq, after + most) }
    else {
      ids.push(id)
      sum += lastSeq
    }
  }
  if (ids.length > 0) yield { ids, after: 0, upTo: most }
}

/** Those of these tickets that the actor may see, the newest first, with how long their threads are. */
export const selectThreads = (actor: Actor, ids: readonly string[]) =>
  db()
    .select({ id: tickets.id, number: tickets.number, lastSeq: tickets.lastSeq })
    .from(tickets)
    .where(and(inArray(tickets.id, [...ids]), visibleTo(actor)))
    .orderBy(desc(tickets.number))

/** Entries as they are exported, those of the newest ticket first. */
export async function readEntryRows(actor: Actor, span: Span, format: ExportFormat, timeZone: string) {
  const rows = await selectEntryRows(actor, span, format, timeZone)
  const damaged = damagedAmong(span, rows)
  return rows
    .filter(({ seq }) => seq > span.after)
    .map(({ row, start: _, lastSeq: __, ...line }) => ({ ...line, isDamaged: damaged.has(nameOf(row)) }))
}
export type EntryLine = Awaited<ReturnType<typeof readEntryRows>>[number]

/** With the entry before them, and what holding them against their digests needs. */
function selectEntryRows(actor: Actor, { ids, after, upTo }: Span, format: ExportFormat, timeZone: string) {
  const { seq, kind, authorId, body } = entries
  const isRedacted = sql<boolean>`exists (select from entries redaction where redaction.ticket_id = ${entries.ticketId}
    and redaction.kind = 'redaction' and (redaction.body->>'redactedSeq')::integer = ${seq})`
  return db()
    .select({
      ...{ number: tickets.number, seq, kind, authorId, isRedacted },
      at: momentAs(entries.at, format, timeZone),
      body: sql<Entry['body'] | null>`case when ${isRedacted} then null else ${body} end`,
      ...{ row: CHAINED, lastSeq: tickets.lastSeq, start: { seq: journalStarts.seq, digest: journalStarts.digest } },
    })
    .from(entries)
    .innerJoin(tickets, eq(tickets.id, entries.ticketId))
    .leftJoin(journalStarts, eq(journalStarts.ticketId, entries.ticketId))
    .where(and(inArray(entries.ticketId, ids), gte(seq, after), lte(seq, upTo), visibleTo(actor)))
    .orderBy(desc(tickets.number), asc(seq))
}
export function entryColumns(names: NamesOf, timeZone: string): Column<EntryLine>[] {
  return [
    { key: 'ticket', of: ({ number }) => `T-${number}` },
    { key: 'entry', of: ({ seq }) => seq },
    { key: 'at', head: `at (${timeZone})`, of: ({ at }) => at },
    { key: 'author', of: ({ authorId }) => names.person(authorId) },
    { key: 'kind', of: ({ kind }) => kind },
    { key: 'redacted', of: ({ isRedacted }) => isRedacted },
    { key: 'text', of: (row) => messageIn(row)?.text ?? '' },
    { key: 'photos', of: (row) => messageIn(row)?.photos?.length ?? 0 },
    { key: 'event', of: (row) => eventIn(row)?.code ?? '' },
    { key: 'details', of: (row) => detailsOf(eventIn(row)) },
    { key: 'damaged', of: ({ isDamaged }) => isDamaged },
  ]
}

const messageIn = ({ kind, body }: EntryLine) => (kind === 'message' ? (body as MessageBody | null) : null)
const eventIn = ({ kind, body }: EntryLine) => (kind === 'event' && body ? (shownOf(body) as TicketEvent) : null)
const detailsOf = (event: TicketEvent | null) =>
  // What is damaged may have none.
  Object.keys(event?.params ?? {}).length > 0 ? JSON.stringify(event?.params) : ''
