/** What is searched stays at hand, whatever one ticket holds and whatever else is under way. */
import { eq, sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { db } from '@/db/client'
import { entries, tickets, ticketTexts } from '@/db/schema'
import { sendMessage } from '@/lib/chat/messages'
import { sendMessageInput } from '@/lib/chat/schema'
import { newId } from '@/lib/schema'
import { asking, opened } from '@/lib/tickets/specimen'
import { actorAs } from '@/scripts/stage/stage'
import { LETTERS_MOST } from './document'
import { emptyTexts } from './emptying'
import { freshen } from './keeping'
import * as reading from './said'
import { historyQuery } from './schema'
import { searchHistory } from './search'

/** A word that stands nowhere else. */
const unheard = () => `quill${newId().replaceAll('-', '').slice(-10)}`
const about = async (summary: string) => opened(await actorAs('felix'), asking({ summary }))
const say = async ({ id }: { id: string }, body: string) =>
  sendMessage(await actorAs('hana'), id, sendMessageInput.parse({ id: newId(), body }))
const search = async (q: string) => searchHistory(await actorAs('felix'), historyQuery.parse({ q }))
const foundBy = async (q: string) => (await search(q)).items.map(({ ticket }) => ticket.id)
const textOf = async (id: string) => (await db().select().from(ticketTexts).where(eq(ticketTexts.ticketId, id)))[0]

const readAll = async () => {
  while (!(await freshen()));
}
beforeEach(readAll)
afterEach(() => vi.useRealTimers())

/** As if they had been sent: so many messages, the first of which says this. */
async function fill(id: string, count: number, first: string, text: string): Promise<void> {
  const [opening] = await db().select().from(entries).where(eq(entries.ticketId, id))
  if (!opening) throw new Error('it has no first entry')
  const bodies = Array.from({ length: count }, (_, at) => ({ text: at === 0 ? first : text }))
  const rows = bodies.map((body, at) => ({
    ...{ ...opening, kind: 'message' as const, body: body as never, id: newId(), seq: at + 2, n: at + 1 },
  }))
  await db().insert(entries).values(rows)
  const lastSeq = count + 1
  await db().update(tickets).set({ lastSeq, lastEntryAt: sql`clock_timestamp()` }).where(eq(tickets.id, id))
}

describe('a ticket that is still being talked about', () => {
  it('is left to whoever searches, and read ahead of time once it is quiet', async () => {
    const [own, said] = [unheard(), unheard()]
    const one = await about(own)
    expect(await freshen(undefined, 60_000)).toBe(true)
    expect(await textOf(one.id)).toBeUndefined()
    expect(await foundBy(own)).toEqual([one.id])
    await say(one, said)
    await freshen(undefined, 60_000)
    expect((await textOf(one.id))?.text).not.toContain(said)
    await vi.waitFor(async () => {
      await freshen(undefined, 1)
      expect((await textOf(one.id))?.text).toContain(said)
    })
  })
})

describe('a thread that says more than a text has room for', () => {
  it('is searched from its newest entry back, and so is what it is about', async () => {
    const [own, old, fresh] = [unheard(), unheard(), unheard()]
    const one = await about(own)
    await fill(one.id, 20, old, '清'.repeat(4_000))
    await say(one, fresh)
    expect([await foundBy(own), await foundBy(fresh), await foundBy(old)]).toEqual([[one.id], [one.id], []])
    const kept = await textOf(one.id)
    expect(kept?.text.length).toBeLessThan(LETTERS_MOST + 1_000)
    expect(kept?.seqs).toEqual([13, 14, 15, 16, 17, 18, 19, 20, 21, 22])
  })

  it('loses nothing to one message, whatever signs it is made of', async () => {
    const [own, old] = [unheard(), unheard()]
    const one = await about(own)
    await say(one, old)
    // Eighteen letters each.
    await say(one, '\ufdfa'.repeat(4_000))
    expect(await foundBy(old)).toEqual([one.id])
  })

  it('is read no further back than that', async () => {
    const one = await about(unheard())
    await fill(one.id, 1_200, 'x', '!'.repeat(2_000))
    const said = (await reading.saidIn([one.id])).get(one.id) ?? []
    expect(said.at(-1)?.seq).toBe(1_201)
    expect(said.length).toBeLessThan(800)
    expect(said.map(({ seq }) => seq)).toEqual(said.map((_, at) => 1_201 - said.length + 1 + at))
  })

  it('is read to its first entry where they are short', async () => {
    const first = unheard()
    const one = await about(unheard())
    await fill(one.id, 1_300, first, 'towels')
    expect(await foundBy(first)).toEqual([one.id])
  })
})

describe('a text that cannot be made', () => {
  it('keeps no other from being found, and is tried again', async () => {
    const word = unheard()
    await db().execute(
      sql.raw(`alter table ticket_texts add constraint refused check (text not like '%bad${word}%') not valid`),
    )
    const before = await about(`good ${word}`)
    const one = await about(word)
    await say(one, `bad${word}`)
    const after = await about(`good ${word}`)
    const found = await search(word)
    expect(found.items.map(({ ticket }) => ticket.id)).toEqual([after.id, before.id])
    expect(found.isBehind).toBe(false)
    await db().execute(sql`alter table ticket_texts drop constraint refused`)
    // Nothing looks that far back for what has grown: what is laid aside is known for itself.
    await db()
      .update(tickets)
      .set({ lastEntryAt: new Date('2020-01-01') })
      .where(eq(tickets.id, one.id))
    expect(await foundBy(`bad${word}`)).toEqual([])
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 10 * 60_000 })
    expect(await foundBy(`bad${word}`)).toEqual([one.id])
  })
})

describe('what is more than somebody waits for', () => {
  it('is made by and by, and the search says that it is behind', async () => {
    const word = unheard()
    for (let n = 0; n < 25; n++) await about(word)
    expect(await freshen(0)).toBe(false)
    const made = await db().$count(ticketTexts, sql`text like ${`%${word}%`}`)
    expect(made).toBe(10)
    await readAll()
    expect(await foundBy(word)).toHaveLength(25)
  })
})

describe('what has been removed', () => {
  it('is found no more at once, and the rest of its ticket with the next search, though nothing is added', async () => {
    const [word, rest] = [unheard(), unheard()]
    const one = await about(rest)
    await say(one, word)
    expect(await foundBy(word)).toEqual([one.id])
    // Long ago: nothing looks that far back for what has grown.
    await db()
      .update(tickets)
      .set({ lastEntryAt: new Date('2020-01-01') })
      .where(eq(tickets.id, one.id))
    await db().transaction(async (tx) => {
      await tx
        .update(entries)
        .set({ body: { text: '', removed: { why: 'stripped', at: new Date().toISOString() } } })
        .where(sql`ticket_id = ${one.id} and seq = 2`)
      await emptyTexts(tx, [one.id])
    })
    expect((await textOf(one.id))?.text).toBe('')
    expect(await foundBy(rest)).toEqual([one.id])
    expect(await foundBy(word)).toEqual([])
  })

  it.each([
    ['has a text', true],
    ['has none yet', false],
  ])('is not brought back by who had read it before, of a ticket that %s', async (_, isKnown) => {
    const word = unheard()
    const one = await about(word)
    if (isKnown) expect(await foundBy(word)).toEqual([one.id])
    await say(one, `${word} 1`)
    const { saidIn } = reading
    vi.spyOn(reading, 'saidIn').mockImplementationOnce(async (ids) => {
      const said = await saidIn(ids)
      // Twice, as a redaction and a rule may.
      await emptyTexts(db(), [one.id])
      await emptyTexts(db(), [one.id])
      return said
    })
    await freshen()
    expect((await textOf(one.id))?.text).toBe('')
    expect(await foundBy(word)).toEqual([one.id])
  })
})
