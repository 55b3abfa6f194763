/** Damage in either store, as its readers meet it: what is wrong in Redis is served from the journal and mended, what is wrong in
 *  the journal is told in its place. */
import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import { entries, journalStarts, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { damageFound } from '@/lib/journal/damage'
import { busKey, chatKey, partitionOf } from '@/lib/live/keys'
import { publish } from '@/lib/live/publish'
import { commitMessage, commitMessages, journalOf, makeTicket, streamOf, upTo } from '@/lib/live/rehearsal'
import { log } from '@/lib/log'
import { redis } from '@/lib/redis'
import { actorAs } from '@/scripts/stage/stage'
import type { Entry } from './schema'
import { readRange } from './tail'
import { readThread } from './thread'

let hana: Actor
let ticketId: string
let written: Entry[]
/** What is said loudly. */
let said: { ticketId: string }[]
const namedThere = () => said.splice(0)
let stream: Awaited<ReturnType<typeof streamOf>>

beforeAll(async () => {
  hana = await actorAs('hana')
  await vi.waitFor(() => expect(redis().isReady).toBe(true))
})
beforeEach(async () => {
  ticketId = await makeTicket(hana)
  await publish(await commitMessages(hana, ticketId, 6))
  written = await journalOf(ticketId)
  stream = await streamOf(chatKey(ticketId))
  said = []
  vi.spyOn(log, 'error').mockImplementation((named: unknown) => void said.push(named as { ticketId: string }))
})

/** The stream with other entries in it. */
async function replaceWith(rows: typeof stream) {
  await redis().del(chatKey(ticketId))
  for (const { id, message } of rows) await redis().xAdd(chatKey(ticketId), id, message)
}
const told = async () => (await streamOf(busKey(partitionOf(ticketId)))).length
const changed = (seq: number, field: string, flip: (value: string) => string) =>
  stream.map((row) =>
    row.id === `${seq}-0` ? { ...row, message: { ...row.message, [field]: flip(row.message[field] ?? '') } } : row,
  )

/** Flips the lowest bit of the last letter. */
const flipped = (value: string) =>
  value.slice(0, -1) + String.fromCharCode((value.charCodeAt(value.length - 1) || 65) ^ 1)

describe('a thread in Redis that is not what was published', () => {
  it.each(['id', 'kind', 'author', 'at', 'n', 'body', 'sum'])('a bit of its %s is flipped', async (field) => {
    await expectMended(changed(4, field, flipped), [4])
  })

  it('an entry has lost a field', async () => {
    await expectMended(
      stream.map((row) => (row.id === '2-0' ? { ...row, message: { kind: 'message' } } : row)),
      [2],
    )
  })

  it('an entry in the middle is missing', async () => {
    await expectMended(
      stream.filter(({ id }) => id !== '3-0'),
      [3, 4, 5],
    )
  })

  it('an entry is there twice, in its place or in that of another', async () => {
    const twice = stream.flatMap((row) => (row.id === '3-0' ? [row, { ...row, id: '3-1' }] : [row]))
    await expectMended(twice, [4, 5, 6, 7])
    await expectMended(
      stream.map((row) => (row.id === '5-0' ? { id: '5-0', message: stream[3]?.message ?? {} } : row)),
      [5],
    )
  })

  it('the newest is missing: that may be on its way, so it is mended without a word', async () => {
    const before = damageFound().threads
    await replaceWith(stream.slice(0, -1))
    expect(await readRange(ticketId, 1, 6)).toEqual(written)
    await vi.waitFor(async () => expect(await streamOf(chatKey(ticketId))).toEqual(stream))
    expect(damageFound().threads).toBe(before)
  })

  it('the newest is missing, which may have taken something back: an older page is the journal’s, too', async () => {
    await replaceWith(stream.slice(0, 5))
    // Only the journal says so.
    await db()
      .update(entries)
      .set({ body: { text: 'taken back' } })
      .where(and(eq(entries.ticketId, ticketId), eq(entries.seq, 2)))
    const second = async (...newest: number[]) => (await readRange(ticketId, 1, 3, ...newest))[1]?.body
    expect(await second()).toEqual(written[1]?.body)
    expect(await second(5)).toEqual(written[1]?.body)
    expect(await second(6)).toEqual({ text: 'taken back' })
  })

  it('has an entry that nobody wrote: what is written next is told all the same', async () => {
    await redis().xAdd(chatKey(ticketId), '7-0', { ...stream[5]?.message, n: '7' })
    await replaceWith(
      [...(await streamOf(chatKey(ticketId)))].map((row, at) => (at === 1 ? { ...row, message: { x: '' } } : row)),
    )
    expect(await readRange(ticketId, 1, 6)).toEqual(written)
    await vi.waitFor(async () => expect(await streamOf(chatKey(ticketId))).toEqual(stream))
    const before = await told()
    await publish([await commitMessage(hana, ticketId, 'seven')])
    expect(await told()).toBe(before + 1)
  })

  /** Read from the journal, named in the log, and as it was a moment later, without a word on the bus. */
  async function expectMended(damaged: typeof stream, seqs: number[]) {
    const before = { threads: damageFound().threads, told: await told() }
    await replaceWith(damaged)
    expect(await readRange(ticketId, 1, 6)).toEqual(written)
    expect(damageFound().threads).toBe(before.threads + 1)
    expect(namedThere()).toEqual([{ ticketId, seqs }])
    await vi.waitFor(async () => expect(await streamOf(chatKey(ticketId))).toEqual(stream))
    expect(await told()).toBe(before.told)
    expect(await readRange(ticketId, 1, 6)).toEqual(written)
    expect(damageFound().threads).toBe(before.threads + 1)
  }
})

describe('a journal that is damaged', () => {
  const isRow = (seq: number) => and(eq(entries.ticketId, ticketId), eq(entries.seq, seq))
  beforeEach(() => redis().del(chatKey(ticketId)))

  it('tells of a changed entry, on every page that it stands on, and logs it once', async () => {
    await db()
      .update(entries)
      .set({ body: { text: 'another' } })
      .where(isRow(3))
    const other = { ...written[2], body: { text: 'another' }, damaged: true }
    for (const [from, to] of [
      [1, 6],
      [3, 3],
      [2, 4],
    ] as const)
      expect((await readRange(ticketId, from, to)).find(({ seq }) => seq === 3)).toEqual(other)
    expect((await readRange(ticketId, 4, 6)).some(({ damaged }) => damaged)).toBe(false)
    expect(namedThere()).toEqual([{ ticketId, seq: 3, damage: 'changed' }])
  })

  it.each([1, 3, 6])('shows that entry %d is missing, and leaves no hole', async (seq) => {
    const before = damageFound().journal
    await db().delete(entries).where(isRow(seq))
    const { items } = await readThread(hana, ticketId, { limit: 50, wait: 0 })
    expect(items.map((entry) => entry.seq)).toEqual(upTo(1, 6))
    expect(items.filter((entry) => entry.seq !== seq)).toEqual(written.filter((entry) => entry.seq !== seq))
    expect(items[seq - 1]).toMatchObject({ kind: 'event', body: { code: 'missing', params: {} } })
    expect(damageFound().journal).toBe(before + 1)
    expect(namedThere()).toEqual([{ ticketId, seq, damage: 'missing' }])
  })

  it('that is whole is shown without a word, whatever page is asked for, and so is what has no digests yet', async () => {
    for (const from of upTo(1, 6)) expect(await readRange(ticketId, from, 6)).toEqual(written.slice(from - 1))
    await db().execute(sql`update ${entries} set body_hash = null, delivery_hash = null, digest = null
      where ticket_id = ${ticketId}`)
    await db().update(tickets).set({ digest: null }).where(eq(tickets.id, ticketId))
    expect(await readRange(ticketId, 2, 5)).toEqual(written.slice(1, 5))
  })

  it('whose oldest months were dropped begins where they end, and is whole from there', async () => {
    const [last] = await db().select().from(entries).where(isRow(2))
    await db()
      .insert(journalStarts)
      .values({ ticketId, seq: 3, digest: last?.digest ?? Buffer.alloc(0) })
    await db().delete(entries).where(isRow(1))
    await db().delete(entries).where(isRow(2))
    for (const from of [1, 2, 3, 4]) {
      const page = await readRange(ticketId, from, 6)
      expect(page.slice(-4)).toEqual(written.slice(-4).slice(-page.length))
      for (const entry of page.filter(({ seq }) => seq < 3)) expect(entry.body).toEqual({ code: 'dropped', params: {} })
    }
  })
})
