/** The journal's promises, at its own door. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { entries, readPositions, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/schema'
import { answeredBefore, writeEntry } from './journal'
import { findVisible } from './visible'

const actor = (who: (typeof cast)[keyof typeof cast]): Actor => ({
  personId: who.id,
  name: who.name,
  role: who.role,
  departmentIds: who.departmentIds,
  locale: who.locale,
  sessionId: newId(),
})
const felix = actor(cast.felix)
const hana = actor(cast.hana)
const marco = actor(cast.marco)

async function someTicket() {
  const id = newId()
  const now = new Date()
  await db().insert(tickets).values({
    id,
    summary: 'A cot, please',
    departmentId: departments.housekeeping.id,
    priority: 'normal',
    status: 'new',
    openerId: felix.personId,
    dueAt: now,
    openedAt: now,
    stateChangedAt: now,
  })
  return id
}

const say = (ticketId: string, author: Actor, text: string, id = newId(), at?: string) =>
  db().transaction(async (tx) => {
    const ticket = await findVisible(tx, author, ticketId, { lock: true })
    const answered = await answeredBefore(tx, ticketId, id, text)
    if (answered) return { entry: answered }
    return writeEntry(tx, {
      actor: author,
      ticket,
      entry: { id, kind: 'message', body: { text }, at },
      fingerprint: text,
    })
  })

describe('the journal', () => {
  it('counts entries and messages without holes, however many write at once', async () => {
    const id = await someTicket()
    await Promise.all(Array.from({ length: 30 }, (_, i) => say(id, i % 2 ? felix : hana, `message ${i}`)))
    const rows = await db().select().from(entries).where(eq(entries.ticketId, id)).orderBy(entries.seq)
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
    expect(rows.map((row) => row.n)).toEqual(rows.map((row) => row.seq))
    expect(rows.map((row) => row.at.getTime())).toEqual(rows.map((row) => row.at.getTime()).sort())
  })

  it('writes one entry for one id', async () => {
    const id = await someTicket()
    const entryId = newId()
    const all = await Promise.all(Array.from({ length: 20 }, () => say(id, felix, 'once', entryId)))
    expect(new Set(all.map(({ entry }) => entry.seq))).toEqual(new Set([1]))
    await expect(say(id, felix, 'other', entryId)).rejects.toMatchObject({ told: { code: 'id_reused' } })
  })

  it('moves the author along, and tells a message from a change', async () => {
    const id = await someTicket()
    await say(id, felix, 'one')
    const two = await say(id, hana, 'two')
    expect(two).toMatchObject({
      delivery: { ticket: null, accessVersion: expect.any(Number) },
      entry: { seq: 2, n: 2 },
    })
    const found = await findVisible(db(), felix, id)
    const event = await db().transaction(async (tx) =>
      writeEntry(tx, {
        actor: hana,
        ticket: await findVisible(tx, hana, id, { lock: true }),
        entry: { id: newId(), kind: 'event', body: { code: 'accepted', params: {} } },
        fingerprint: 'x',
        patch: { status: 'accepted', assigneeId: hana.personId },
        watch: { add: [{ personId: marco.personId, kind: 'named' }] },
      }),
    )
    expect(event.ticket).toMatchObject({ version: found.version + 1, stateVersion: found.version + 1, lastSeq: 3 })
    expect(event.delivery.ticket).toEqual(event.ticket)
    const positions = await db().select().from(readPositions).where(eq(readPositions.ticketId, id))
    expect(positions.map((p) => [p.personId, p.seq, p.n]).sort()).toEqual(
      [
        [felix.personId, 1, 1],
        [hana.personId, 3, 2],
      ].sort(),
    )
    expect(await findVisible(db(), marco, id)).toMatchObject({ namedIds: [marco.personId], lastSeq: 3 })
  })

  it('is not reached by somebody who may not see the ticket', async () => {
    const id = await someTicket()
    await expect(say(id, marco, 'hello')).rejects.toMatchObject({ code: 'not_found' })
  })
})
