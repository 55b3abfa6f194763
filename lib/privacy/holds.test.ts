/** A hold that is being set while something else looks for what to wipe. */
import { eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { departments } from '@/db/cast'
import { db } from '@/db/client'
import { legalHolds, tickets } from '@/db/schema'
import { readJournal } from '@/lib/chat/entries'
import { newId } from '@/lib/schema'
import { opened, ticketIn } from '@/lib/tickets/specimen'
import { actorAs } from '@/scripts/stage/stage'
import { lockDueTickets } from './due'
import { setLegalHold } from './holds'
import { runRetention } from './retention-clock'
import { eraseWithTexts, newcomer, runAll, say } from './specimen'

const other = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
afterAll(() => other.end())

const waiters = async () => {
  const [row] = await other`
    select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  return row?.count
}

it('keeps what an erased person wrote, from whoever waited for the ticket’s lock', async () => {
  const wanda = await newcomer()
  const ticket = await opened(wanda.actor)
  const { seq } = await say(wanda, ticket.id, 'stays')
  await eraseWithTexts(wanda)
  const { personId } = await actorAs('nora')
  const { wiping } = await db().transaction(async (tx) => {
    await tx.select().from(tickets).where(eq(tickets.id, ticket.id)).for('no key update')
    const wiping = runRetention()
    await expect.poll(waiters).toBe(1)
    await tx.insert(legalHolds).values({ id: newId(), ticketId: ticket.id, reason: 'a claim', setById: personId })
    return { wiping }
  })
  await wiping
  const textOf = async () => (await readJournal(ticket.id, seq, seq))[0]?.body
  expect(await textOf()).toEqual({ text: 'stays' })
  // It could fail: without the hold it goes.
  await db().update(legalHolds).set({ endedAt: new Date(), endedById: personId })
  await runAll()
  expect(await textOf()).toMatchObject({ text: '' })
})

/** A clock that waits for a lock when it is read: so that a statement stands still after it began. */
beforeAll(async () => {
  await other`create schema slow`
  await other`create function slow.now() returns timestamptz language plpgsql volatile as $$
    begin
      perform pg_advisory_xact_lock_shared(1);
      return pg_catalog.now();
    end $$`
})

it('keeps a ticket from a rule whose statement began before it', async () => {
  const nora = await actorAs('nora')
  const [held, free] = [await ticketIn('closed'), await ticketIn('closed')]
  await db().update(tickets).set({ endedAt: sql`now() - interval '13 months'` })
  const rules = [{ departmentId: departments.housekeeping.id, months: 12, way: 'strip' as const }]
  const due = () =>
    db().transaction(async (tx) => {
      await tx.execute(sql`set local search_path = slow, public, pg_catalog`)
      return (await lockDueTickets(tx, rules, 20)).map(({ id }) => id).sort()
    })
  expect(await due()).toEqual([held.id, free.id].sort())
  const { found } = await other.begin(async (lock) => {
    await lock`select pg_advisory_xact_lock(1)`
    const found = due()
    const waiting = () => lock`select from pg_locks where locktype = 'advisory' and not granted`
    await expect.poll(async () => (await waiting()).length).toBe(1)
    await setLegalHold(nora, held.id, { id: newId(), reason: 'a claim' })
    return { found }
  })
  expect(await found).toEqual([free.id])
})
