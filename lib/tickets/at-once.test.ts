/** A message written without a lock first: what was read must still be so, and the row lock has the last word. */
import { and, asc, eq } from 'drizzle-orm'
import { beforeAll, expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import { entries, readPositions, reads, tickets } from '@/db/schema'
import { raiseAccessVersion } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { SEALS } from '@/lib/journal/digest'
import { journalOf, makeTicket, seqsOf } from '@/lib/live/rehearsal'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { lookAt, writeAtOnce } from './at-once'
import { toEntry } from './dto'
import { type Recorded, writeEntry } from './journal'
import { asking, opened } from './specimen'
import { findVisible } from './visible'

let felix: Actor
let hana: Actor
let marco: Actor
beforeAll(async () => {
  ;[felix, hana, marco] = await Promise.all([actorAs('felix'), actorAs('hana'), actorAs('marco')])
})

/** Hana looks at the ticket; `write` writes what she has to say, on what she saw. */
async function look(ticketId: string) {
  const id = newId()
  const seen = await lookAt(hana, ticketId, id)
  if (!seen) throw new Error('not seen')
  const entry = { id, kind: 'message' as const, body: { text: 'Four towels' } }
  return { id, write: () => writeAtOnce({ actor: hana, ticket: seen.ticket, entry, fingerprint: id }) }
}

const waiters = async () => {
  const rows = await db().execute<{ query: string }>(
    `select query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%tickets%'`,
  )
  return rows.length
}

it('is the way of a plain message', async () => {
  const ticketId = await makeTicket(hana)
  const transaction = vi.spyOn(db(), 'transaction')
  const { entry } = await sendMessage(hana, ticketId, { id: newId(), body: 'Four towels', mentions: [] })
  expect(transaction).not.toHaveBeenCalled()
  transaction.mockRestore()
  expect(await journalOf(ticketId)).toEqual([entry])
})

it('writes what the other way writes, row for row', async () => {
  const accessVersion = await db().transaction(raiseAccessVersion)
  const [short, long] = [await ticketOf(felix), await ticketOf(felix)]
  // Twice: the first makes a read position, the second moves it.
  for (const _ of [1, 2]) {
    const { ticket } = (await lookAt(hana, short, newId())) ?? {}
    if (!ticket) throw new Error('not seen')
    await expectKept(await writeAtOnce({ actor: hana, ticket, ...towels() }))
    const locked = db().transaction(async (tx) =>
      writeEntry(tx, { actor: hana, ticket: await findVisible(tx, hana, long, { lock: true }), ...towels() }),
    )
    await expectKept(await locked)
  }
  const rows = await rowsOf(short)
  expect(rows).toEqual(await rowsOf(long))
  expect(rows.entries.map(({ delivery }) => delivery.accessVersion)).toEqual([accessVersion, accessVersion])
  // Felix's are those of opening it.
  expect([rows.entries.length, rows.positions.length, rows.reads.length]).toEqual([2, 2, 3])
})

const [OPENED_AT = '', SAID_AT = ''] = [60, 30].map((minutes) => new Date(Date.now() - minutes * 60_000).toISOString())
/** As a device asked for it a while after the ticket was opened, each time by another id. */
const towels = () => ({
  entry: { id: newId(), kind: 'message' as const, body: { text: 'Four  towels' }, at: SAID_AT },
  fingerprint: 'four towels',
})
const ticketOf = async (opener: Actor) => (await opened(opener, asking({ at: OPENED_AT }))).id

/** What was answered is what is kept, and the ticket's moments are those of the entry. */
async function expectKept(recorded: Recorded | null) {
  if (!recorded) throw new Error('not written')
  const { entry, delivery, ticket } = recorded
  const [row] = await db().select().from(entries).where(eq(entries.id, entry.id))
  const [kept] = await db().select().from(tickets).where(eq(tickets.id, entry.ticketId))
  expect(row && toEntry(row)).toEqual(entry)
  expect(row?.delivery).toEqual(delivery)
  expect(kept).toMatchObject({ lastEntryAt: row?.receivedAt, lastMessage: ticket.lastMessage })
  expect(kept?.lastEntryAt.toISOString()).toBe(ticket.lastEntryAt)
}

/** All that is kept of a ticket and its messages, without ids and without the moments of the server's clock. */
async function rowsOf(id: string) {
  const isMessage = and(eq(entries.ticketId, id), eq(entries.kind, 'message'))
  const [ticket] = await db().select().from(tickets).where(eq(tickets.id, id))
  const written = await db().select().from(entries).where(isMessage).orderBy(asc(entries.seq))
  const positions = await db()
    .select()
    .from(readPositions)
    .where(eq(readPositions.ticketId, id))
    .orderBy(readPositions.seq)
  const trail = await db().select().from(reads).where(eq(reads.ticketId, id)).orderBy(asc(reads.id))
  return {
    ticket: { ...ticket, id: '', number: 0, lastEntryAt: '', digest: ticket?.digest?.length },
    entries: written.map((row) => ({ ...row, ...lengthsOf(row), id: '', ticketId: '', receivedAt: '' })),
    positions: positions.map((row) => ({ ...row, ticketId: '', at: '' })),
    reads: trail.map((row) => ({ ...row, id: 0, ticketId: '', at: '' })),
  }
}

/** Of what differs by its salts. */
const lengthsOf = (row: typeof entries.$inferSelect) =>
  Object.fromEntries(SEALS.map((part) => [part, row[part]?.length]))

it('finds only what its author may see', async () => {
  const ticketId = await makeTicket(hana)
  expect(await lookAt(marco, ticketId, newId())).toBeNull()
})

it('writes nothing on what is no longer so', async () => {
  const ticketId = await makeTicket(hana)
  const [first, second] = [await look(ticketId), await look(ticketId)]
  expect(await first.write()).toMatchObject({ entry: { seq: 1 } })
  expect(await second.write()).toBeNull()
  expect(seqsOf(await journalOf(ticketId))).toEqual([1])
  expect(await lookAt(hana, ticketId, first.id)).toMatchObject({ isAnswered: true })
})

it('waits for nobody who has the row: it would tell by an access that ended meanwhile', async () => {
  const ticketId = await makeTicket(hana)
  const { write } = await look(ticketId)
  const id = newId()
  let sending: Promise<unknown> = Promise.resolve()
  const raised = await db().transaction(async (tx) => {
    const [row] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for('no key update')
    expect(row?.id).toBe(ticketId)
    expect(await write()).toBeNull()
    sending = sendMessage(hana, ticketId, { id, body: 'Four towels', mentions: [] })
    await expect.poll(waiters).toBe(1)
    return db().transaction(raiseAccessVersion)
  })
  expect(await sending).toMatchObject({ entry: { seq: 1 } })
  const [written] = await db().select().from(entries).where(eq(entries.id, id))
  expect(written?.delivery.accessVersion).toBe(raised)
})
