/** Figures that the journal no longer tells stay as they were, by whichever rules and in whichever zone the others are made anew. */
import { eq, inArray, sql } from 'drizzle-orm'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { db } from '@/db/client'
import { factsProgress, settings, ticketFacts, tickets } from '@/db/schema'
import { dropOld, growOld } from '@/lib/journal/specimen'
import { makeTicket } from '@/lib/live/rehearsal'
import { noteErasure } from '@/lib/privacy/erasures'
import { wipeTicket } from '@/lib/privacy/wiping'
import { getSettings } from '@/lib/settings/settings'
import { ticketIn, written } from '@/lib/tickets/specimen'
import { cancelTicket, reopenTicket } from '@/lib/tickets/work'
import { actorAs } from '@/scripts/stage/stage'
import { freshenFacts, freshenFactsAhead } from './keeping'

let id: string
beforeEach(async () => {
  id = (await ticketIn('closed')).id
})
const ZONE = 'Europe/Vienna'
afterEach(() => setZone(ZONE))

async function setZone(timeZone: string) {
  await db()
    .update(settings)
    .set({ value: { ...(await getSettings()), timeZone } })
}

/** The ticket's, without what the clock and the making say. */
async function figures() {
  const [row] = await db().select().from(ticketFacts).where(eq(ticketFacts.ticketId, id))
  if (!row) throw new Error('no figures')
  const { minute, weekday, making, ...figures } = row
  return { figures, minute, making }
}

/** By newer rules. */
async function makeAnew() {
  await db().update(factsProgress).set({ madeBy: 'older rules' })
  expect(await freshenFacts()).toBe(true)
}

const erased = () =>
  db().transaction(async (tx) => {
    await wipeTicket(tx, id, 'erase', new Date())
    await noteErasure(tx, { kind: 'erased', ticketId: id })
  })

async function expectKept(before: Awaited<ReturnType<typeof figures>>) {
  await makeAnew()
  expect((await figures()).figures).toEqual(before.figures)
  await setZone('Pacific/Kiritimati')
  expect(await freshenFacts()).toBe(true)
  const after = await figures()
  expect(after.figures).toEqual(before.figures)
  // The hour at which it was opened is another there.
  expect([after.minute === before.minute, after.making - before.making]).toEqual([false, 2])
}

it('those of a ticket whose journal was dropped, in part or whole', async () => {
  for (const [status, upTo] of [
    ['closed', 2],
    ['closed', 4],
    ['cancelled', 2],
  ] as const) {
    id = (await ticketIn(status)).id
    await growOld(id, upTo)
    await freshenFacts()
    const before = await figures()
    const isDone = status === 'closed'
    expect(before.figures).toMatchObject({ isHit: isDone || null, hasEnded: true, isCancelled: !isDone })
    expect([before.figures.acceptS, before.figures.doneS !== null]).toEqual([isDone ? 0 : null, isDone])
    expect(await dropOld()).toBe(upTo)
    await expectKept(before)
    await setZone(ZONE)
  }
})

it('those of a ticket that was erased: also whether it was done in time', async () => {
  await freshenFacts()
  const before = await figures()
  expect(before.figures).toMatchObject({ acceptS: 0, isHit: true, hasEnded: true })
  await erased()
  await expectKept(before)
})

it('but what happens to the ticket since then counts: that it was reopened, once, and is cancelled now', async () => {
  await freshenFacts()
  const { figures: before } = await figures()
  await erased()
  const felix = await actorAs('felix')
  await reopenTicket(felix, id, written())
  for (const _ of ['made', 'made anew']) {
    await makeAnew()
    expect((await figures()).figures).toEqual({ ...before, seq: 5, reopens: 1 })
  }
  await cancelTicket(felix, id, { ...written(), reason: 'mistake' })
  await makeAnew()
  expect((await figures()).figures).toEqual({ ...before, seq: 6, reopens: 1, isCancelled: true })
})

it('those of any other ticket are made anew of its journal', async () => {
  await freshenFacts()
  const before = await figures()
  await db().update(ticketFacts).set({ acceptS: null, reopens: 7 }).where(eq(ticketFacts.ticketId, id))
  await makeAnew()
  expect((await figures()).figures).toEqual(before.figures)
})

it('ahead of time a few at once, and none of a ticket in which something happens', async () => {
  await freshenFacts()
  const felix = await actorAs('felix')
  const own: string[] = []
  for (let count = 0; count < 30; count++) own.push(await makeTicket(felix))
  const made = async () => (await db().select().from(ticketFacts).where(inArray(ticketFacts.ticketId, own))).length
  expect([await freshenFactsAhead(60_000), await made()]).toEqual([true, 0])
  await db().update(tickets).set({ lastEntryAt: sql`now() - interval '2 min'` }).where(inArray(tickets.id, own))
  await db()
    .update(factsProgress)
    .set({ until: new Date(Date.now() - 3 * 60_000) })
  expect([await freshenFactsAhead(60_000), await made()]).toEqual([false, 25])
  expect([await freshenFactsAhead(60_000), await made()]).toEqual([true, 30])
})
