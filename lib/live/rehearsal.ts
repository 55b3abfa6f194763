/** What the live engine's tests stand on: tickets and messages that are in the journal, and published only if asked. */
import 'server-only'
import { sql } from 'drizzle-orm'
import { departments } from '@/db/cast'
import { db } from '@/db/client'
import { entries, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { readJournal } from '@/lib/chat/entries'
import type { Entry } from '@/lib/chat/schema'
import { sealAll } from '@/lib/journal/sealing'
import { redis } from '@/lib/redis'
import { newId } from '@/lib/schema'
import { type Recorded, writeEntry } from '@/lib/tickets/journal'
import { findVisible } from '@/lib/tickets/visible'

type WatchChange = Parameters<typeof writeEntry>[1]['watch']

/** A new ticket without entries, opened by this person in this department. */
export async function makeTicket(opener: Actor, departmentId: string = departments.housekeeping.id): Promise<string> {
  const id = newId()
  const now = new Date()
  await db().insert(tickets).values({
    id,
    summary: 'Towels, please',
    departmentId,
    openerId: opener.personId,
    priority: 'normal',
    status: 'new',
    dueAt: now,
    openedAt: now,
    stateChangedAt: now,
  })
  return id
}

/** Commits one message to the journal and does not publish it. */
export function commitMessage(author: Actor, ticketId: string, text: string, watch?: WatchChange): Promise<Recorded> {
  return db().transaction(async (tx) => {
    const ticket = await findVisible(tx, author, ticketId, { lock: true })
    const entry = { id: newId(), kind: 'message' as const, body: { text } }
    return writeEntry(tx, { actor: author, ticket, entry, fingerprint: entry.id, ...(watch && { watch }) })
  })
}

/** Commits this many messages, one after the other. */
export async function commitMessages(author: Actor, ticketId: string, count: number): Promise<Recorded[]> {
  const written: Recorded[] = []
  for (let number = 1; number <= count; number++)
    written.push(await commitMessage(author, ticketId, `message ${number}`))
  return written
}

export const seqsOf = (entries: readonly Pick<Entry, 'seq'>[]): number[] => entries.map((entry) => entry.seq)

/** Commits one message, and as many more by one statement: for tests that need hundreds. */
export async function commitMany(author: Actor, ticketId: string, count: number): Promise<void> {
  const { entry } = await commitMessage(author, ticketId, 'message 1')
  await db().execute(sql`
    insert into ${entries} (ticket_id, seq, id, kind, author_id, n, body, at, fingerprint, delivery)
    select ticket_id, seq + more, gen_random_uuid(), kind, author_id, n + more,
      jsonb_build_object('text', 'message ' || more + 1), at, 'made', delivery
    from ${entries}, generate_series(1, ${count - 1}) as more
    where ticket_id = ${ticketId} and seq = ${entry.seq}`)
  await db().execute(sql`
    update ${tickets} set last_seq = last_seq + ${count - 1}, message_count = message_count + ${count - 1}
    where id = ${ticketId}`)
  await db().transaction((tx) => sealAll(tx, [ticketId]))
}

/** Everything this thread's journal has, in order. */
export const journalOf = (ticketId: string) => readJournal(ticketId, 1, 1_000_000)

/** 3, 5 → [3, 4, 5] */
export const upTo = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** A whole stream, oldest first. */
export const streamOf = async (key: string) => (await redis().xRange(key, '-', '+')) ?? []

export const newestOf = async (key: string) => (await redis().xRevRange(key, '+', '-', { COUNT: 1 }))?.[0]
