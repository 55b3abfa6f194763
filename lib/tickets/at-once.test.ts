/** A message written without a lock first: what was read must still be so, and the row lock has the last word. */
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import { accessVersion, entries, tickets } from '@/db/schema'
import { raiseAccessVersion } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { commitMessage, journalOf, makeTicket, seqsOf } from '@/lib/live/rehearsal'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { writeAtOnce } from './at-once'
import { lookAt } from './visible'

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

const waiters = async () => {
  const rows = await db().execute<{ query: string }>(
    `select query from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%tickets%'`,
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
