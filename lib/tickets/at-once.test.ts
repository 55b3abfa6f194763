/** A message written without a lock first: what was read must still be so, and the row lock has the last word. */
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it, vi } from 'vitest'
import { db, type Transaction } from '@/db/client'
import { accessVersion, tickets } from '@/db/schema'
import { raiseAccessVersion } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { commitMessage, journalOf, makeTicket, seqsOf } from '@/lib/live/rehearsal'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { writeAtOnce } from './at-once'
import { writeEntry } from './journal'
import { findVisible, lookAt } from './visible'

let hana: Actor
let marco: Actor
beforeAll(async () => {
  ;[hana, marco] = await Promise.all([actorAs('hana'), actorAs('marco')])
})

/** Hana looks at the ticket; `write` writes what she has to say, on what she saw. */
async function look(ticketId: string) {
  const id = newId()
  const seen = await lookAt(hana, ticketId, id)
  if (!seen) throw new Error('not seen')
  const entry = { id, kind: 'message' as const, body: { text: 'Four towels' } }
  return { id, write: () => writeAtOnce({ actor: hana, ticket: seen.ticket, entry, fingerprint: id }) }
}

/** While somebody else has the row, Hana writes and waits; then they do what they do, and end. */
async function whileLocked(ticketId: string, work: (tx: Transaction) => Promise<unknown>) {
  const { write } = await look(ticketId)
  let waiting: ReturnType<typeof write> = Promise.resolve(null)
  await db()
    .transaction(async (tx) => {
      const [row] = await tx.select().from(tickets).where(eq(tickets.id, ticketId)).for('no key update')
      expect(row?.id).toBe(ticketId)
      waiting = write()
      await expect.poll(waiters).toBe(1)
      await work(tx)
    })
    .catch(() => {})
  return waiting
}

const waiters = async () => {
  const rows = await db().execute<{ query: string }>(
    `select query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%last_message%'`,
  )
  return rows.length
}

it('is the way of a plain message, and says all that the other way says', async () => {
  const ticketId = await makeTicket(hana)
  const [before] = await db().select().from(accessVersion)
  await db().transaction(raiseAccessVersion)
  const transaction = vi.spyOn(db(), 'transaction')
  const { entry } = await sendMessage(hana, ticketId, { id: newId(), body: 'Four towels', mentions: [] })
  expect(transaction).not.toHaveBeenCalled()
  transaction.mockRestore()
  expect(await journalOf(ticketId)).toEqual([entry])
  const { write } = await look(ticketId)
  const short = await write()
  const long = await commitMessage(hana, ticketId, 'Four towels')
  expect(short).toMatchObject({ entry: { seq: 2, n: 2 }, delivery: { accessVersion: (before?.version ?? 0) + 1 } })
  expect({ ...short?.delivery, before: null }).toEqual({ ...long.delivery, before: null })
  const { id: _, at: __, seq, n, ...said } = long.entry
  expect(short?.entry).toMatchObject(said)
  expect({ seq, n }).toEqual({ seq: 3, n: 3 })
})

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

it('looks again after waiting: nothing when the ticket was restricted meanwhile, all when nothing came of it', async () => {
  const ticketId = await makeTicket(hana)
  const restricted = whileLocked(ticketId, async (tx) => {
    const ticket = await findVisible(tx, hana, ticketId)
    const body = { code: 'restricted' as const, params: { namedIds: [] } }
    const entry = { id: newId(), kind: 'event' as const, body }
    await writeEntry(tx, { actor: hana, ticket, entry, fingerprint: entry.id, patch: { restricted: true } })
  })
  expect(await restricted).toBeNull()
  expect(seqsOf(await journalOf(ticketId))).toEqual([1])
  const untouched = whileLocked(ticketId, () => Promise.reject(new Error('thought better of it')))
  expect(await untouched).toMatchObject({ entry: { seq: 2 }, delivery: { after: { restricted: true } } })
})
