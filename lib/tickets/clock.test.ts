/** The clock does what is due, once, and says when it should have happened. */
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import { tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { readJournal } from '@/lib/chat/entries'
import { actorAs } from '@/scripts/stage/stage'
import { acceptTicket } from './assignment'
import { nextHoldEnds, runClock } from './clock'
import { asking, opened, ticketIn, written } from './specimen'
import { findVisible } from './visible'
import { completeTicket, holdTicket } from './work'

const HOUR_MS = 3_600_000
/** All from one moment: two looks at the clock may be a millisecond apart. */
const NOW = Date.now()
const ago = (hours: number) => new Date(NOW - hours * HOUR_MS).toISOString()

let hana: Actor
let felix: Actor
beforeAll(async () => {
  hana = await actorAs('hana')
  felix = await actorAs('felix')
})

/** Held from three hours ago until an hour ago. */
async function overdueHold() {
  const { id } = await opened(felix, asking({ at: ago(4) }))
  await holdTicket(hana, id, { ...written(), at: ago(3), reason: 'guest_asked_later', until: ago(1) })
  return findVisible(db(), felix, id)
}

/** Done this many hours ago. */
async function done(hours: number) {
  const { id } = await opened(felix, asking({ at: ago(hours + 1) }))
  await acceptTicket(hana, id, { ...written(), at: ago(hours + 0.5) })
  await completeTicket(hana, id, { ...written(), at: ago(hours) })
  return findVisible(db(), felix, id)
}

describe('the clock', () => {
  it('ends a hold whose time has come, as of that time, and moves the due time along', async () => {
    const held = await overdueHold()
    await runClock()
    const after = await findVisible(db(), felix, held.id)
    expect(after).toMatchObject({ status: 'new', holdReason: null, stateChangedById: null, lastSeq: held.lastSeq + 1 })
    expect(after.stateChangedAt).toEqual(held.holdUntil)
    expect(after.dueAt.getTime() - held.dueAt.getTime()).toBe(2 * HOUR_MS)
    expect(await readJournal(held.id, after.lastSeq, after.lastSeq)).toMatchObject([
      { kind: 'event', authorId: null, body: { code: 'resumed', params: { byClock: true } } },
    ])
  })

  it('knows when the next hold ends', async () => {
    const { id } = await opened(felix, asking())
    const until = new Date(Date.now() + 60_000).toISOString()
    await holdTicket(hana, id, { ...written(), reason: 'guest_asked_later', until })
    const ms = await nextHoldEnds()
    expect(ms).not.toBeNull()
    expect(ms).toBeLessThanOrEqual(60_000)
  })

  it('closes what is done for longer than the hotel’s hours', async () => {
    const [old, young] = [await done(25), await done(23)]
    await runClock()
    const closed = await findVisible(db(), felix, old.id)
    expect(closed).toMatchObject({ status: 'closed', stateChangedById: null })
    expect(closed.endedAt?.getTime()).toBe((old.doneAt?.getTime() ?? 0) + 24 * HOUR_MS)
    expect((await findVisible(db(), felix, young.id)).status).toBe('done')
  })

  it('leaves alone holds without an end and holds that last', async () => {
    const endless = await ticketIn('on_hold')
    const { id } = await ticketIn('new')
    await holdTicket(hana, id, { ...written(), reason: 'part', until: ago(-1) })
    await runClock()
    expect((await findVisible(db(), felix, endless.id)).status).toBe('on_hold')
    expect((await findVisible(db(), felix, id)).status).toBe('on_hold')
  })

  it('does each thing once, however many clocks run, also beyond one batch', async () => {
    await runClock()
    const held = await Promise.all(Array.from({ length: 70 }, overdueHold))
    const counts = await Promise.all([runClock(), runClock(), runClock(), runClock()])
    // One clock passes over what another has locked; whatever is left is the next round's.
    const rest = await runClock()
    expect(counts.reduce((sum, count) => sum + count, rest)).toBe(held.length)
    for (const { id, lastSeq } of held)
      expect(await readJournal(id, lastSeq + 1, 99)).toMatchObject([{ body: { code: 'resumed' } }])
    expect(await runClock()).toBe(0)
  })

  it('does not wait for somebody who has the ticket in hand', async () => {
    const held = await overdueHold()
    await db().transaction(async (tx) => {
      await findVisible(tx, felix, held.id, { lock: true })
      expect(await runClock()).toBe(0)
    })
    expect(await runClock()).toBe(1)
  })

  it('does what another clock had in hand when its process died', async () => {
    const held = await overdueHold()
    const dies = db().transaction(async (other) => {
      await findVisible(other, felix, held.id, { lock: true })
      expect(await runClock()).toBe(0)
      const [row] = await other.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await db().execute(sql`select pg_terminate_backend(${row?.pid})`)
      await other.execute(sql`select 1`)
    })
    await expect(dies).rejects.toThrow()
    await vi.waitFor(async () => expect(await runClock()).toBe(1))
    expect((await findVisible(db(), felix, held.id)).status).toBe('new')
  })

  it('goes by what the ticket is when it is locked, not by what it was when it was found', async () => {
    const held = await overdueHold()
    await db().update(tickets).set({ holdUntil: sql`now() + interval '1 hour'` }).where(eq(tickets.id, held.id))
    expect(await runClock()).toBe(0)
  })

  it('is not held up by a ticket that cannot be changed', async () => {
    const stuck = await overdueHold()
    // Two hours later than this PostgreSQL takes no moment from us.
    await db()
      .update(tickets)
      .set({ dueAt: new Date('9999-12-31T23:59:59Z') })
      .where(eq(tickets.id, stuck.id))
    const [held, old] = [await overdueHold(), await done(25)]
    expect(await runClock()).toBe(2)
    expect((await findVisible(db(), felix, held.id)).status).toBe('new')
    expect((await findVisible(db(), felix, old.id)).status).toBe('closed')
    expect(await findVisible(db(), felix, stuck.id)).toMatchObject({ status: 'on_hold', lastSeq: stuck.lastSeq })
    await db().update(tickets).set({ dueAt: new Date() }).where(eq(tickets.id, stuck.id))
    expect(await runClock()).toBe(1)
  })
})
