/** The journal's short way, for a message that changes nothing else: one statement, and so one trip and one commit, on what
 *  was read before without a lock. Promises what `writeEntry` does. Every entry moves `last_seq` and the digest, and with the
 *  lists of people `version`: while they are as they were read, all of it is, and the row lock says so. It does not wait for a
 *  lock: what it reads it reads as of its beginning (PostgreSQL manual, 13.2.1), and who was signed out while it waited would count as
 *  somebody who may still be told. So of two at once the second writes nothing, and goes the way of every change. */
import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { prepared } from '@/db/client'
import { accessVersion, entries, readPositions, reads, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { ROLES, type Role } from '@/lib/people/schema'
import type { Writing } from './after'
import { compose, type Recorded } from './journal'
import { arrayOf, FOUND, type FoundTicket, visibleAs, withLists } from './visible'

const given = sql.placeholder

/** What a message needs to know before it is written without a lock; null for what the actor may not see. */
export async function lookAt(
  actor: Actor,
  ticketId: string,
  entryId: string,
): Promise<{ ticket: FoundTicket; isAnswered: boolean } | null> {
  const { role, personId, departmentIds } = actor
  const [found] = await LOOKS[role]().execute({ ticketId, entryId, personId, departmentIds: arrayOf(departmentIds) })
  if (!found) return null
  const { isAnswered, ...ticket } = found
  return { ticket: withLists(ticket), isAnswered }
}

const lookAs = (role: Role) =>
  prepared((db) =>
    db
      .select({
        ...FOUND,
        // Written out, as in FOUND: Drizzle would leave the tables' names away.
        isAnswered: sql<boolean>`exists (select 1 from entries where entries.ticket_id = tickets.id and entries.id = ${given('entryId')})`,
      })
      .from(tickets)
      .where(and(eq(tickets.id, given('ticketId')), visibleAs(role, given('personId'), given('departmentIds'))))
      .prepare(`look_as_${role}`),
  )
const LOOKS = Object.fromEntries(ROLES.map((role) => [role, lookAs(role)])) as Record<Role, ReturnType<typeof lookAs>>

interface Message extends Omit<Writing, 'patch' | 'watch'> {
  actor: Actor
}

/** Null when the ticket is no longer as it was read: then nothing is written. */
export async function writeAtOnce(message: Message): Promise<Recorded | null> {
  const { ticket: before } = message
  const { after, row, written, ticket, delivery } = compose(message)
  const [seen] = await statement().execute({
    ticketId: before.id,
    lastSeq: before.lastSeq,
    version: before.version,
    seq: row.seq,
    n: row.n,
    now: before.now.toISOString(),
    lastMessage: JSON.stringify(after.lastMessage),
    id: row.id,
    body: JSON.stringify(row.body),
    personId: row.authorId,
    device: row.device,
    at: row.at.toISOString(),
    fingerprint: row.fingerprint,
    delivery: JSON.stringify(delivery),
    previous: before.digest,
    bodySalt: row.bodySalt,
    bodyHash: row.bodyHash,
    deliverySalt: row.deliverySalt,
    deliveryHash: row.deliveryHash,
    digest: row.digest,
  })
  if (!seen) return null
  return { entry: written, delivery: { ...delivery, accessVersion: seen.accessVersion }, ticket }
}

const statement = prepared((db) => {
  const moved = db.$with('moved', {}).as(sql`
    update ${tickets} set last_seq = ${given('seq')}, message_count = ${given('n')}, last_entry_at = ${given('now')},
      last_message = ${given('lastMessage')}::text::jsonb, digest = ${given('digest')}::bytea
    where id = (select id from ${tickets} where id = ${given('ticketId')} and last_seq = ${given('lastSeq')}
      and version = ${given('version')} and digest is not distinct from ${given('previous')}::bytea
      for no key update skip locked)
    returning digest, id, last_seq as seq, message_count as n, ${given('personId')}::uuid as person_id, ${given('device')}::uuid as device`)
  const selection = { accessVersion: sql`access_version`.mapWith(Number).as('access_version') }
  const written = db.$with('written', selection).as(sql`
    insert into ${entries} (ticket_id, seq, id, kind, n, author_id, device, body, at, received_at, fingerprint, delivery,
      body_salt, body_hash, delivery_salt, delivery_hash, digest)
    select id, seq, ${given('id')}::uuid, 'message', n, person_id, device, ${given('body')}::text::jsonb,
      ${given('at')}::timestamptz, ${given('now')}::timestamptz, ${given('fingerprint')}::text,
      ${given('delivery')}::text::jsonb || jsonb_build_object('accessVersion', (select version from ${accessVersion})),
      ${given('bodySalt')}::bytea, ${given('bodyHash')}::bytea, ${given('deliverySalt')}::bytea,
      ${given('deliveryHash')}::bytea, digest
    from moved
    returning delivery->'accessVersion' as access_version`)
  const position = db.$with('position', {}).as(sql`
    insert into ${readPositions} (ticket_id, person_id, seq, n) select id, person_id, seq, n from moved
    on conflict (ticket_id, person_id) do update set seq = excluded.seq, n = excluded.n, at = now()
    where ${readPositions.seq} < excluded.seq
    returning 1`)
  const noted = db.$with('noted', {}).as(sql`
    insert into ${reads} (ticket_id, person_id, device, seq) select id, person_id, device, seq from moved
    where exists (select 1 from position)`)
  return db
    .with(moved, written, position, noted)
    .select({ accessVersion: written.accessVersion })
    .from(written)
    .prepare('write_message')
})
