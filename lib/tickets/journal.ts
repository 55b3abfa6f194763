/** The journal: the only place that adds an entry to a ticket (a plain message by `at-once.ts`), and so the only one that
 *  moves `last_seq` and `version`. Promises, all under the ticket's row lock: `seq` without holes, `at` never before the
 *  entry before it nor after now, with every entry
 *  all that is needed to publish it later, and the digest that chains it to the one before (`lib/journal/digest.ts`). */
import 'server-only'
import { and, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { accessVersion, entries, readPositions, reads, tickets, watchers } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import type { Entry } from '@/lib/chat/schema'
import { AppError } from '@/lib/errors'
import { sealAfter } from '@/lib/journal/digest'
import type { Delivery, EntryRecord } from '@/lib/live/events'
import { clampAt, type Patch, rowAfter, type WatchChange, type Writing } from './after'
import { audienceOf, type TicketRow, toEntry, toTicket } from './dto'
import type { Ticket } from './schema'

/** A journal entry that its transaction has written: publish it once that has committed. */
export interface Recorded extends Omit<EntryRecord, 'type'> {
  /** The ticket after it. */
  ticket: Ticket
}

/** The entry that this id already wrote; null if none did; 409 if it wrote something else than any of these. */
export async function answeredBefore(
  tx: Transaction,
  ticketId: string,
  id: string,
  ...fingerprints: string[]
): Promise<Entry | null> {
  const [row] = await tx
    .select()
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), eq(entries.id, id)))
  if (!row) return null
  // Of what has been removed since, its words' fingerprint is gone as well: it was written, and that is the answer.
  if (row.fingerprint !== '' && !fingerprints.includes(row.fingerprint)) throw new AppError('conflict', 'id_reused')
  return toEntry(row)
}

/** The same for somebody who may no longer see the ticket: only what they wrote themselves, which the fingerprint tells. */
export async function answeredToAuthor(
  tx: Transaction,
  ticketId: string,
  id: string,
  ...fingerprints: string[]
): Promise<Entry | null> {
  const isTheirs = and(eq(entries.ticketId, ticketId), eq(entries.id, id), inArray(entries.fingerprint, fingerprints))
  const [row] = await tx.select().from(entries).where(isTheirs)
  return row ? toEntry(row) : null
}

/** What an entry says, and what it makes of its ticket. */
export function compose(writing: Writing) {
  const { actor, ticket: before, entry } = writing
  const at = clampAt(before, entry.at)
  const after = rowAfter(writing, at)
  const row = { ticketId: before.id, seq: after.lastSeq, n: after.messageCount, authorId: actor?.personId ?? null, at }
  const { id, kind, body } = entry
  const written = toEntry({ ...row, id, kind, body })
  const ticket = toTicket(after, after)
  const delivery: Omit<Delivery, 'accessVersion'> = {
    before: before.lastSeq === 0 ? null : audienceOf(before, before),
    after: audienceOf(after, after),
    ticket: after.version === before.version ? null : ticket,
  }
  const content = {
    ...row,
    ...{ id, kind, body, delivery, fingerprint: writing.fingerprint },
    device: actor?.sessionId ?? null,
    receivedAt: before.now,
  }
  const { sealed, digest } = sealAfter(before, content)
  return { after: { ...after, digest }, row: { ...content, ...sealed }, written, ticket, delivery }
}

/** Adds one entry and applies what it changes. A message moves its author's own read position along. */
export async function writeEntry(tx: Transaction, writing: Writing): Promise<Recorded> {
  const { actor, ticket: before, watch = {} } = writing
  const { after, row, written, ticket, delivery } = compose(writing)
  const [, [seen]] = await Promise.all([
    tx.update(tickets).set(columnsToSet(writing.patch, after)).where(eq(tickets.id, before.id)),
    tx
      .insert(entries)
      .values({ ...row, delivery: withAccessVersion(delivery) })
      .returning({ accessVersion: sql`${entries.delivery}->'accessVersion'`.mapWith(Number) }),
    actor ? tx.execute(advanceReader(actor, written)) : undefined,
    ...changeLists(tx, before.id, watch),
  ])
  if (!seen) throw new Error('an insert returned nothing')
  return { entry: written, delivery: { ...delivery, accessVersion: seen.accessVersion }, ticket }
}

const columnsToSet = (patch: Patch = {}, after: TicketRow) => ({
  ...patch,
  version: after.version,
  stateVersion: after.stateVersion,
  stateChangedAt: after.stateChangedAt,
  stateChangedById: after.stateChangedById,
  lastSeq: after.lastSeq,
  messageCount: after.messageCount,
  lastEntryAt: after.lastEntryAt,
  lastMessage: after.lastMessage,
  digest: after.digest,
})

/** Read by the insert itself, as late as it can be. */
const withAccessVersion = (delivery: object): SQL<Delivery> =>
  sql`${JSON.stringify(delivery)}::text::jsonb || jsonb_build_object('accessVersion', (select ${accessVersion.version} from ${accessVersion}))`

/** Writing a message, like opening a ticket, means having read up to it; a change moves only a reader who had read everything. */
function advanceReader({ personId, sessionId }: Actor, { ticketId, seq, n, kind }: Entry): SQL {
  const position =
    kind === 'message' || seq === 1
      ? sql`insert into ${readPositions} (ticket_id, person_id, seq, n) values (${ticketId}, ${personId}, ${seq}, ${n})
            on conflict (ticket_id, person_id) do update set seq = excluded.seq, n = excluded.n, at = now() where ${readPositions.seq} < excluded.seq returning 1`
      : sql`update ${readPositions} set seq = ${seq}, n = ${n}, at = now()
            where ${readPositions.ticketId} = ${ticketId} and ${readPositions.personId} = ${personId} and ${readPositions.seq} = ${seq - 1} returning 1`
  return sql`with moved as (${position})
    insert into ${reads} (ticket_id, person_id, device, seq) select ${ticketId}::uuid, ${personId}::uuid, ${sessionId}::uuid, ${seq}::integer from moved`
}

function changeLists(tx: Transaction, ticketId: string, { add = [], remove = [] }: WatchChange) {
  const isOn = and(eq(watchers.ticketId, ticketId), inArray(watchers.personId, remove))
  return [
    remove.length > 0 ? tx.delete(watchers).where(isOn) : undefined,
    add.length > 0
      ? tx
          .insert(watchers)
          .values(add.map((one) => ({ ticketId, ...one })))
          .onConflictDoNothing()
      : undefined,
  ]
}
