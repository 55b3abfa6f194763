import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import type { Actor } from '@/lib/auth/schema'
import { redis } from '@/lib/redis'
import { SWEEPING } from '@/lib/tickets/progress'
import { actorAs } from '@/scripts/stage/stage'
import { hub, stopHub } from './hub'
import { chatKey } from './keys'
import { Listener } from './listener'
import { doubtPublished } from './outage'
import { publish } from './publish'
import { commitMany, commitMessages, makeTicket, streamOf, upTo } from './rehearsal'
import { startSweeper, sweep } from './sweeper'

const MINUTES = 60_000
let felix: Actor
beforeAll(async () => {
  felix = await actorAs('felix')
  await vi.waitFor(() => expect(hub().engine).toBe('up'))
})
afterAll(stopHub)

const seqsInRedis = async (ticketId: string) =>
  (await streamOf(chatKey(ticketId))).map(({ id }) => Number.parseInt(id, 10))

/** Its journal last grew this long ago. */
const age = (ticketId: string, minutes: number) =>
  db().execute(
    sql`update tickets set last_entry_at = now() - make_interval(secs => ${minutes * 60}) where id = ${ticketId}`,
  )

/** Commits and does not publish, as a process that died in between: a moment ago. */
async function leaveBehind(ticketId: string, count: number): Promise<void> {
  await commitMessages(felix, ticketId, count)
  await age(ticketId, 0.1)
}

describe('the sweeper', () => {
  it('publishes what was committed and never published, once', async () => {
    const tickets = await Promise.all(upTo(1, 5).map(() => makeTicket(felix)))
    for (const [index, ticketId] of tickets.entries()) await leaveBehind(ticketId, index + 1)
    await publish(await commitMessages(felix, tickets[0] ?? '', 1))
    const listener = Listener.open(felix, Object.fromEntries(tickets.map((ticketId) => [ticketId, 99])))
    await vi.waitFor(() => expect(listener.all('reset')).toHaveLength(5))
    expect(await sweep(2 * MINUTES)).toBe(4)
    for (const [index, ticketId] of tickets.entries())
      expect(await seqsInRedis(ticketId)).toEqual(upTo(1, index === 0 ? 2 : index + 1))
    expect(await sweep(2 * MINUTES)).toBe(0)
    listener.leave()
  })

  it('asks Redis for no thread of which the bus has told, unless Redis may have forgotten', async () => {
    const [told, untold] = await Promise.all([makeTicket(felix), makeTicket(felix)])
    await publish(await commitMessages(felix, told, 1))
    await vi.waitFor(() => expect(hub().waiters.hasHeard(told, 1)).toBe(true))
    await age(told, 0.1)
    await leaveBehind(untold, 1)
    await redis().del(chatKey(told))
    await sweep(2 * MINUTES, hub().waiters.hasHeard)
    expect(await seqsInRedis(untold)).toEqual([1])
    expect(await seqsInRedis(told)).toEqual([])
    const stop = startSweeper(hub().waiters.hasHeard)
    // The first sweep is thorough in any case.
    await vi.waitFor(async () => expect(await seqsInRedis(told)).toEqual([1]))
    await redis().del(chatKey(told))
    doubtPublished()
    await vi.waitFor(async () => expect(await seqsInRedis(told)).toEqual([1]))
    await stop()
  })

  it('brings to open streams what a process could not publish before it died', async () => {
    const ticketId = await makeTicket(felix)
    const listener = Listener.open(await actorAs('hana'), { [ticketId]: 0 })
    await vi.waitFor(() => expect(listener.all('hello')).toHaveLength(1))
    await leaveBehind(ticketId, 3)
    const stop = startSweeper(hub().waiters.hasHeard)
    await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual([1, 2, 3]))
    await stop()
    listener.leave()
  })

  it('looks back as far as it is told', async () => {
    const ticketId = await makeTicket(felix)
    await leaveBehind(ticketId, 1)
    await age(ticketId, 5)
    await sweep(2 * MINUTES)
    expect(await seqsInRedis(ticketId)).toEqual([])
    await sweep(6 * MINUTES)
    expect(await seqsInRedis(ticketId)).toEqual([1])
  })

  it('begins a thread anew that is far behind', async () => {
    const ticketId = await makeTicket(felix)
    await publish(await commitMessages(felix, ticketId, 2))
    await commitMany(felix, ticketId, 300)
    await age(ticketId, 0.1)
    await sweep(2 * MINUTES)
    expect(await seqsInRedis(ticketId)).toEqual(upTo(103, 302))
  })

  it('leaves it to one process at a time', async () => {
    const ticketId = await makeTicket(felix)
    await leaveBehind(ticketId, 1)
    const answers = await Promise.all(upTo(1, 6).map(() => sweep(2 * MINUTES)))
    expect(answers.filter((sent) => sent !== null && sent > 0)).toHaveLength(1)
    expect(await seqsInRedis(ticketId)).toEqual([1])
  })

  it('is taken up by another process when the one at it dies', async () => {
    const ticketId = await makeTicket(felix)
    await leaveBehind(ticketId, 1)
    const dies = db().transaction(async (other) => {
      const [row] = await other.execute<{ pid: number }>(
        sql`select pg_advisory_xact_lock(${SWEEPING}), pg_backend_pid() as pid`,
      )
      expect(await sweep(2 * MINUTES)).toBeNull()
      await db().execute(sql`select pg_terminate_backend(${row?.pid})`)
      await other.execute(sql`select 1`)
    })
    await expect(dies).rejects.toThrow()
    await vi.waitFor(async () => expect(await sweep(2 * MINUTES)).toBe(1))
    expect(await seqsInRedis(ticketId)).toEqual([1])
  })

  it('leaves alone what has committed just now: it is on its way', async () => {
    const ticketId = await makeTicket(felix)
    const recorded = await commitMessages(felix, ticketId, 1)
    await sweep(2 * MINUTES)
    expect(await seqsInRedis(ticketId)).toEqual([])
    await publish(recorded)
  })

  it('says when it could not', async () => {
    const ticketId = await makeTicket(felix)
    await leaveBehind(ticketId, 1)
    vi.spyOn(redis(), 'xRevRange').mockRejectedValue(new Error('away'))
    await expect(sweep(2 * MINUTES)).rejects.toThrow('away')
  })
})
