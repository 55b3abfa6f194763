import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import { entries } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { redis } from '@/lib/redis'
import { actorAs } from '@/scripts/stage/stage'
import type { BusRecord } from './events'
import { busKey, chatKey, PARTITIONS, partitionOf } from './keys'
import { outageSince } from './outage'
import { publish, publishAccess, refill } from './publish'
import { commitMany, commitMessage, commitMessages, journalOf, makeTicket, newestOf, streamOf, upTo } from './rehearsal'

let hana: Actor
beforeAll(async () => {
  hana = await actorAs('hana')
  await vi.waitFor(() => expect(redis().isReady).toBe(true))
})

const threadSeqs = async (ticketId: string) =>
  (await streamOf(chatKey(ticketId))).map(({ id }) => Number(id.split('-')[0]))

const busSeqs = async (ticketId: string) =>
  (await streamOf(busKey(partitionOf(ticketId))))
    .map(({ message }) => JSON.parse(message.r ?? '') as BusRecord)
    .filter((record) => record.type === 'entry')
    .filter((record) => record.entry.ticketId === ticketId)
    .map((record) => record.entry.seq)

const loseThread = (ticketId: string) => redis().del(chatKey(ticketId))
const loseBus = (ticketId: string) => redis().del(busKey(partitionOf(ticketId)))

describe('publishing what has committed', () => {
  it('puts an entry on its thread and on the bus, with all that delivering it needs', async () => {
    const ticketId = await makeTicket(hana)
    const recorded = await commitMessage(hana, ticketId, 'Four towels 🧺')
    await publish([recorded])
    const [stored] = await streamOf(chatKey(ticketId))
    expect(stored).toEqual({
      id: '1-0',
      message: {
        id: recorded.entry.id,
        kind: 'message',
        author: hana.personId,
        at: recorded.entry.at,
        n: '1',
        body: '{"text":"Four towels 🧺"}',
        sum: expect.stringMatching(/^[\w-]{16}$/),
      },
    })
    const onBus = await newestOf(busKey(partitionOf(ticketId)))
    expect(JSON.parse(onBus?.message.r ?? '')).toEqual({
      type: 'entry',
      entry: recorded.entry,
      delivery: recorded.delivery,
    })
  })

  it('publishes once, however often and by however many at once', async () => {
    const ticketId = await makeTicket(hana)
    const written = await commitMessages(hana, ticketId, 12)
    await Promise.all(upTo(1, 8).flatMap(() => written.map((one) => publish([one]))))
    await publish(written)
    expect(outageSince()).toBeNull()
    expect(await threadSeqs(ticketId)).toEqual(upTo(1, 12))
    expect(await busSeqs(ticketId)).toEqual(upTo(1, 12))
  })

  it('keeps the order when a later entry is published first', async () => {
    const ticketId = await makeTicket(hana)
    const [first, second, third] = await commitMessages(hana, ticketId, 3)
    if (!first || !second || !third) throw new Error('not written')
    await publish([third])
    await publish([first])
    await publish([second])
    expect(await threadSeqs(ticketId)).toEqual([1, 2, 3])
    expect(await busSeqs(ticketId)).toEqual([1, 2, 3])
  })

  it('refills a Redis that lost everything with the next entry', async () => {
    const ticketId = await makeTicket(hana)
    await publish(await commitMessages(hana, ticketId, 5))
    await redis().flushDb()
    await publish([await commitMessage(hana, ticketId, 'after')])
    expect(await threadSeqs(ticketId)).toEqual(upTo(1, 6))
    expect(await busSeqs(ticketId)).toEqual(upTo(1, 6))
  })

  it('refills a thread that lost its newest entries, and sends only those to the bus again', async () => {
    const ticketId = await makeTicket(hana)
    await publish(await commitMessages(hana, ticketId, 6))
    await redis().xDel(chatKey(ticketId), ['5-0', '6-0'])
    await loseBus(ticketId)
    // A stream remembers deleted ids, a Redis that came back without its tail does not.
    const kept = await streamOf(chatKey(ticketId))
    await loseThread(ticketId)
    for (const { id, message } of kept) await redis().xAdd(chatKey(ticketId), id, message)
    await publish([await commitMessage(hana, ticketId, 'after')])
    expect(await threadSeqs(ticketId)).toEqual(upTo(1, 7))
    expect(await busSeqs(ticketId)).toEqual([5, 6, 7])
  })

  it('begins a thread anew rather than with a hole when more than its tail is missing', async () => {
    const ticketId = await makeTicket(hana)
    await publish(await commitMessages(hana, ticketId, 3))
    await commitMany(hana, ticketId, 229)
    await publish([await commitMessage(hana, ticketId, 'the 233rd')])
    expect(await threadSeqs(ticketId)).toEqual(upTo(34, 233))
    expect(await busSeqs(ticketId)).toEqual([1, 2, 3, ...upTo(34, 233)])
  })

  it('survives a stream that is there but empty', async () => {
    const ticketId = await makeTicket(hana)
    await publish(await commitMessages(hana, ticketId, 4))
    await redis().xTrim(chatKey(ticketId), 'MAXLEN', 0)
    await publish([await commitMessage(hana, ticketId, 'after')])
    expect(await threadSeqs(ticketId)).toEqual(upTo(1, 5))
  })

  it('keeps about the newest 200 of a thread, without a hole', async () => {
    const ticketId = await makeTicket(hana)
    const first = await commitMessage(hana, ticketId, 'the first')
    await commitMany(hana, ticketId, 419)
    // Each in a call of its own, as they are published in life.
    for (const entry of await journalOf(ticketId)) await publish([{ entry, delivery: first.delivery }])
    const seqs = await threadSeqs(ticketId)
    expect(seqs.length).toBeGreaterThanOrEqual(200)
    expect(seqs.length).toBeLessThan(320)
    expect(seqs).toEqual(upTo(seqs[0] ?? 0, 420))
  })

  it('keeps what is older than 15 minutes off the bus, and puts it into the thread', async () => {
    const ticketId = await makeTicket(hana)
    await commitMessages(hana, ticketId, 4)
    await db()
      .update(entries)
      .set({ receivedAt: sql`now() - interval '16 minutes'` })
      .where(sql`${eq(entries.ticketId, ticketId)} and ${entries.seq} <= 2`)
    await refill(ticketId, 0)
    expect(await threadSeqs(ticketId)).toEqual([1, 2, 3, 4])
    expect(await busSeqs(ticketId)).toEqual([3, 4])
  })

  it('is forgotten by Redis scripts and still publishes', async () => {
    const ticketId = await makeTicket(hana)
    await redis().scriptFlush()
    await publish(await commitMessages(hana, ticketId, 1))
    expect(await threadSeqs(ticketId)).toEqual([1])
  })

  it('tells every partition of a change of access', async () => {
    await publishAccess(4711)
    for (const partition of PARTITIONS) {
      const newest = await newestOf(busKey(partition))
      expect(JSON.parse(newest?.message.r ?? '')).toEqual({ type: 'access', accessVersion: 4711 })
    }
  })
})
