import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import { entries } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { endSession } from '@/lib/auth/session'
import { hub, stopHub } from '@/lib/live/hub'
import { chatKey } from '@/lib/live/keys'
import { publish, refill } from '@/lib/live/publish'
import { commitMany, commitMessage, journalOf, makeTicket, seqsOf, upTo } from '@/lib/live/rehearsal'
import { redis } from '@/lib/redis'
import { actorAs } from '@/scripts/stage/stage'
import { MOST_WAITING } from './patience'
import type { Entry } from './schema'
import { readThread } from './thread'

const LENGTH = 260
let felix: Actor
let hana: Actor
let marco: Actor
/** The same 260 messages in each, and of each something else in Redis. */
const threads: Record<string, string> = {}
let journals: Record<string, Entry[]>

beforeAll(async () => {
  ;[felix, hana, marco] = await Promise.all([actorAs('felix'), actorAs('hana'), actorAs('marco')])
  await vi.waitFor(() => expect(redis().isReady).toBe(true))
  for (const what of ['tail', 'nothing', 'trimmed', 'holed', 'behind', 'beheaded']) {
    const ticketId = await makeTicket(felix)
    await commitMany(felix, ticketId, LENGTH)
    await refill(ticketId, 0)
    threads[what] = ticketId
  }
  const key = (what: string) => chatKey(threads[what] ?? '')
  await redis().del(key('nothing'))
  await redis().xTrim(key('trimmed'), 'MAXLEN', 30)
  await redis().xDel(key('holed'), ['240-0', '241-0'])
  await redis().xDel(
    key('behind'),
    upTo(250, LENGTH).map((seq) => `${seq}-0`),
  )
  await redis().xTrim(key('beheaded'), 'MAXLEN', 0)
  const all = await Promise.all(Object.entries(threads).map(async ([what, id]) => [what, await journalOf(id)] as const))
  journals = Object.fromEntries(all)
})
afterAll(stopHub)

const ask = { limit: 50, wait: 0 }

describe('reading a thread', () => {
  it('gives the same whatever Redis has of it', async () => {
    const seq = fc.option(fc.integer({ min: 0, max: LENGTH + 3 }), { nil: undefined })
    const limit = fc.integer({ min: 1, max: 200 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(threads)),
        seq,
        fc.boolean(),
        limit,
        async (what, at, isAfter, limit) => {
          const query = at === undefined ? {} : isAfter ? { after: at } : { before: Math.max(1, at) }
          const page = await readThread(hana, threads[what] ?? '', { ...query, limit, wait: 0 })
          expect(page).toEqual(expected(journals[what] ?? [], query, limit))
        },
      ),
      { numRuns: 300 },
    )
  })

  it('opens at any entry, whatever Redis has of it, with a page around it and no more', async () => {
    const seq = fc.integer({ min: 1, max: LENGTH + 40 })
    const limit = fc.integer({ min: 1, max: 200 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...Object.keys(threads)), seq, limit, async (what, around, limit) => {
        const page = await readThread(hana, threads[what] ?? '', { around, limit, wait: 0 })
        const anchor = Math.min(around, LENGTH)
        const from = Math.max(1, Math.min(anchor - Math.floor(limit / 2), LENGTH - limit + 1))
        const items = (journals[what] ?? []).slice(from - 1, from - 1 + limit)
        expect(items.some((entry) => entry.seq === anchor)).toBe(true)
        expect(page).toEqual({ items, lastSeq: LENGTH, before: from > 1 ? from : null, reset: false, anchor })
      }),
      { numRuns: 100 },
    )
  })

  it('opens at any moment: at the first entry that happened then or later, else at the newest', async () => {
    const ticketId = await spread()
    const all = await journalOf(ticketId)
    const minute = fc.integer({ min: -20, max: 20 * SPREAD + 20 })
    await fc.assert(
      fc.asyncProperty(minute, async (minute) => {
        const since = new Date(BEGAN + minute * 60_000).toISOString()
        const page = await readThread(hana, ticketId, { since, limit: 20, wait: 0 })
        expect(page.anchor).toBe(all.find(({ at }) => at >= since)?.seq ?? SPREAD)
        expect(seqsOf(page.items)).toContain(page.anchor)
      }),
      { numRuns: 150 },
    )
  })

  it('opens a thread without entries at nothing', async () => {
    const ticketId = await makeTicket(felix)
    for (const place of [{ around: 17 }, { since: new Date().toISOString() }])
      expect(await readThread(hana, ticketId, { ...ask, ...place })).toEqual({
        ...{ items: [], lastSeq: 0, before: null, reset: false, anchor: null },
      })
  })

  it('can be walked through by pages in either direction, from anywhere', async () => {
    const ticketId = threads.trimmed ?? ''
    const back: number[] = []
    for (let before: number | null | undefined; before !== null; ) {
      const page = await readThread(hana, ticketId, { ...ask, limit: 37, ...(before && { before }) })
      back.unshift(...seqsOf(page.items))
      before = page.before
    }
    expect(back).toEqual(upTo(1, LENGTH))
    const forth: number[] = []
    for (let more = true; more; ) {
      const page = await readThread(hana, ticketId, { ...ask, limit: 41, after: forth.at(-1) ?? 0 })
      forth.push(...seqsOf(page.items))
      more = page.items.length > 0
    }
    expect(forth).toEqual(upTo(1, LENGTH))
  })

  it('is not found by who may not see the ticket, wherever they ask for it', async () => {
    const places = [{}, { after: 3 }, { before: 9 }, { around: 17 }, { since: '2020-01-01T00:00:00Z' }]
    for (const place of places) {
      const asked = readThread(marco, threads.tail ?? '', { ...ask, ...place })
      await expect(asked).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  it('ends at what its reader was authorised for, even if Redis is further', async () => {
    const ticketId = await makeTicket(felix)
    await publish([await commitMessage(felix, ticketId, 'one')])
    await redis().xAdd(chatKey(ticketId), '2-0', { id: 'x', kind: 'message', author: '', at: 'x', n: '2', body: '{}' })
    expect(seqsOf((await readThread(hana, ticketId, ask)).items)).toEqual([1])
  })
})

describe('waiting for news', () => {
  it('is answered by the next message, long before time is up', async () => {
    const ticketId = await makeTicket(felix)
    await publish([await commitMessage(felix, ticketId, 'one')])
    await vi.waitFor(() => expect(hub().engine).toBe('up'))
    const waiting = readThread(hana, ticketId, { after: 1, limit: 50, wait: 25 })
    await vi.waitFor(() => expect(hub().waiters.count).toBe(1))
    await publish([await commitMessage(felix, ticketId, 'two')])
    expect(seqsOf((await waiting).items)).toEqual([2])
  })

  it('answers at once when there is something already', async () => {
    const page = await readThread(hana, threads.tail ?? '', { after: LENGTH - 2, limit: 50, wait: 25 })
    expect(seqsOf(page.items)).toEqual([LENGTH - 1, LENGTH])
  })

  it('ends when the caller goes away, or time is up', async () => {
    const gone = new AbortController()
    const waiting = readThread(hana, threads.tail ?? '', { after: LENGTH, limit: 50, wait: 25 }, gone.signal)
    await vi.waitFor(() => expect(hub().waiters.count).toBe(1))
    gone.abort()
    expect(await waiting).toMatchObject({ items: [], lastSeq: LENGTH, reset: false })
    expect(await readThread(hana, threads.tail ?? '', { after: LENGTH, limit: 50, wait: 1 })).toMatchObject({
      items: [],
    })
  })

  it('is for so many questions of one person at a time, and for everybody else all the same', async () => {
    const ticketId = threads.tail ?? ''
    const [gone, rosa] = [new AbortController(), await actorAs('rosa')]
    const ask = (who: Actor) => readThread(who, ticketId, { after: LENGTH, limit: 50, wait: 25 }, gone.signal)
    const waiting = upTo(1, MOST_WAITING).map(() => ask(hana))
    await vi.waitFor(() => expect(hub().waiters.count).toBe(1))
    const refusal = { code: 'unavailable', told: { code: 'too_many_streams' }, details: { retryAfter: 5 } }
    await vi.waitFor(async () => {
      const impatient = AbortSignal.abort()
      await expect(readThread(hana, ticketId, { after: LENGTH, limit: 50, wait: 25 }, impatient)).rejects.toMatchObject(
        refusal,
      )
    })
    waiting.push(ask(rosa))
    await vi.waitFor(() => expect(hub().waiters.of(ticketId)).toBe(MOST_WAITING + 1))
    gone.abort()
    await Promise.all(waiting)
    // They have left their places.
    expect(await readThread(hana, ticketId, { after: LENGTH, limit: 50, wait: 25 }, gone.signal)).toMatchObject({
      items: [],
    })
  })

  it('shows nothing to who has been signed out in the meantime', async () => {
    const ticketId = await makeTicket(felix)
    await publish([await commitMessage(felix, ticketId, 'one')])
    const rosa = await actorAs('rosa')
    const waiting = readThread(rosa, ticketId, { after: 1, limit: 50, wait: 25 })
    const refused = expect(waiting).rejects.toMatchObject({ code: 'signed_out' })
    await vi.waitFor(() => expect(hub().waiters.count).toBe(1))
    await endSession(rosa.sessionId)
    await publish([await commitMessage(felix, ticketId, 'two')])
    await refused
  })
})

const SPREAD = 400
const BEGAN = Date.parse('2025-03-01T06:00:00Z')

/** A thread whose entries happened up to twenty minutes apart, some at the same moment. */
async function spread(): Promise<string> {
  const ticketId = await makeTicket(felix)
  await commitMany(felix, ticketId, SPREAD)
  const minutes = sql`20 * seq - (seq % 7) * 3`
  await db().execute(sql`
    update ${entries} set at = later.at from (
      select seq, max(${new Date(BEGAN).toISOString()}::timestamptz + make_interval(mins => ${minutes}))
        over (order by seq) as at
      from ${entries} where ticket_id = ${ticketId}) as later
    where ticket_id = ${ticketId} and ${entries}.seq = later.seq`)
  return ticketId
}

/** What a page must be, reckoned from the whole journal. */
function expected(all: Entry[], query: { after?: number; before?: number }, limit: number) {
  if (query.after !== undefined && query.after > all.length)
    return { items: [], lastSeq: all.length, before: null, reset: true }
  const { after, before = Number.POSITIVE_INFINITY } = query
  const items =
    after !== undefined
      ? all.filter((entry) => entry.seq > after).slice(0, limit)
      : all.filter((entry) => entry.seq < before).slice(-limit)
  const from = items[0]?.seq ?? (after !== undefined ? after + 1 : 1)
  return { items, lastSeq: all.length, before: from > 1 ? from : null, reset: false }
}
