/** Redis follows the open tickets: the thread of one that has ended leaves four hours after its last entry, and comes back when the
 *  ticket does. */
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import { tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { readRange } from '@/lib/chat/tail'
import { redis } from '@/lib/redis'
import { newId } from '@/lib/schema'
import { ticketIn, written } from '@/lib/tickets/specimen'
import { closeTicket, reopenTicket } from '@/lib/tickets/work'
import { actorAs } from '@/scripts/stage/stage'
import { clearThreads } from './clearing'
import { chatKey } from './keys'
import { mend, refill } from './publish'
import { journalOf, streamOf } from './rehearsal'

const STAYS_MS = 4 * 3_600_000
let felix: Actor
let hana: Actor
beforeAll(async () => {
  ;[felix, hana] = await Promise.all([actorAs('felix'), actorAs('hana')])
  await vi.waitFor(() => expect(redis().isReady).toBe(true))
})

const say = (ticketId: string) => sendMessage(hana, ticketId, { id: newId(), body: 'and this', mentions: [] })
/** Milliseconds until it leaves; -1 never, -2 it has left. */
const leavesIn = (ticketId: string) => redis().pTTL(chatKey(ticketId))
const isThere = async (ticketId: string) => (await redis().exists(chatKey(ticketId))) === 1
/** A day passes. */
async function leave(ticketId: string) {
  await redis().del(chatKey(ticketId))
  await db()
    .update(tickets)
    .set({ lastEntryAt: sql`last_entry_at - interval '5 hours'` })
    .where(eq(tickets.id, ticketId))
}
/** The thread is what the journal has, and stays for four hours, give or take. */
async function expectStaysAWhile(ticketId: string) {
  const ms = await leavesIn(ticketId)
  expect(ms).toBeGreaterThan(STAYS_MS - 60_000)
  expect(ms).toBeLessThanOrEqual(STAYS_MS + 1_000)
  expect(await streamOf(chatKey(ticketId))).toHaveLength((await journalOf(ticketId)).length)
}

describe('the thread of a ticket', () => {
  it.each(['new', 'accepted', 'on_hold', 'done'] as const)('that is %s stays', async (status) => {
    const { id } = await ticketIn(status)
    await say(id)
    expect(await leavesIn(id)).toBe(-1)
  })

  it.each(['closed', 'cancelled'] as const)('that is %s stays for four hours after its last entry', async (status) => {
    const { id } = await ticketIn(status)
    await expectStaysAWhile(id)
    await redis().pExpire(chatKey(id), 60_000)
    await say(id)
    await expectStaysAWhile(id)
  })

  it('that is reopened before it has left stays', async () => {
    const { id } = await ticketIn('closed')
    await reopenTicket(felix, id, written())
    expect(await leavesIn(id)).toBe(-1)
  })

  it('that had left comes back whole when it is reopened, and for four hours when somebody writes into it', async () => {
    const [reopened, written1] = [await ticketIn('closed'), await ticketIn('closed')]
    await leave(reopened.id)
    await reopenTicket(felix, reopened.id, written())
    expect(await leavesIn(reopened.id)).toBe(-1)
    expect(await streamOf(chatKey(reopened.id))).toHaveLength((await journalOf(reopened.id)).length)
    await leave(written1.id)
    await say(written1.id)
    await expectStaysAWhile(written1.id)
  })

  it('that had left is read from the journal, and does not come back by that', async () => {
    const { id, lastSeq } = await ticketIn('closed')
    await leave(id)
    expect(await readRange(id, 1, lastSeq)).toEqual(await journalOf(id))
    // Nor by what is published late, or mended.
    await refill(id, 0)
    await mend(id)
    expect(await isThere(id)).toBe(false)
  })

  it('that should have left and did not is cleared away, and no other', async () => {
    const [quiet, closed, open] = [await ticketIn('closed'), await ticketIn('closed'), await ticketIn('done')]
    for (const { id } of [quiet, open])
      await db().update(tickets).set({ lastEntryAt: sql`last_entry_at - interval '5 hours'` }).where(eq(tickets.id, id))
    for (const { id } of [quiet, closed, open]) await redis().persist(chatKey(id))
    expect(await clearThreads(3 * 86_400)).toBe(1)
    expect([await isThere(quiet.id), await isThere(closed.id), await isThere(open.id)]).toEqual([false, true, true])
    expect(await clearThreads(3 * 86_400)).toBe(0)
  })

  it('is not kept by who publishes late what was true before', async () => {
    const { id, lastSeq } = await ticketIn('done')
    await closeTicket(felix, id, written())
    await refill(id, lastSeq)
    await expectStaysAWhile(id)
  })
})
