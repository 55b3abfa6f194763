/** Searching everything one may see: what is found, and what nobody learns of. */
import { and, eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { cast, departments, floorId, items, roomId } from '@/db/cast'
import { db } from '@/db/client'
import { entries, tickets, watchers } from '@/db/schema'
import { sendMessage } from '@/lib/chat/messages'
import { sendMessageInput } from '@/lib/chat/schema'
import type { Found, FoundPage } from '@/lib/history/schema'
import { liftLegalHold, setLegalHold } from '@/lib/privacy/holds'
import { newId } from '@/lib/schema'
import { acceptTicket } from '@/lib/tickets/assignment'
import { canSee } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'
import { asking, askingFor, opened, ticketIn, written } from '@/lib/tickets/specimen'
import { addWatcher, removeWatcher } from '@/lib/tickets/watchers'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

type Who = keyof typeof cast
const everybody = Object.keys(cast) as Who[]

const search = async (who: Who, query: Record<string, string | number>) =>
  ask<FoundPage>(GET, { as: await actorAs(who), query })
const foundBy = async (who: Who, query: Record<string, string | number>) =>
  (await search(who, query)).body.items.map(({ ticket }) => ticket.id)
const say = async (who: Who, { id }: { id: string }, body: string) =>
  sendMessage(await actorAs(who), id, sendMessageInput.parse({ id: newId(), body }))

/** A word that stands nowhere else. */
const unheard = () => `quill${newId().replaceAll('-', '').slice(-10)}`

describe('GET /api/history', () => {
  it('signed out → 401; malformed → 400 naming the field', async () => {
    expect((await ask(GET, {})).status).toBe(401)
    for (const [query, field] of [
      [{ q: 'x'.repeat(201) }, 'query.q'],
      [{ q: 'two\nlines' }, 'query.q'],
      [{ place: '412' }, 'query.place.0'],
      [{ from: '' }, 'query.from'],
      [{ state: 'closed,lost' }, 'query.state.1'],
      [{ since: 'yesterday' }, 'query.since'],
      [{ since: '0000-01-01T00:00:00Z' }, 'query.since'],
      [{ until: '0001-01-01T00:00:00+14:00' }, 'query.until'],
      [{ until: '9999-12-31T23:59:59-12:00' }, 'query.until'],
      [{ has: 'video' }, 'query.has.0'],
      [{ ticket: '412' }, 'query.ticket'],
      [{ limit: 51 }, 'query.limit'],
      [{ cursor: 'x' }, 'query.cursor'],
      [{ sort: 'due' }, 'query.sort'],
    ] as const)
      expect([query, await search('felix', query)]).toMatchObject([
        query,
        { status: 400, body: { error: { code: 'invalid', field } } },
      ])
  })

  it('finds words and parts of words, whatever their case, accents and language', async () => {
    const word = unheard()
    const one = await opened(await actorAs('felix'), asking({ summary: `Zusätzliches ${word}` }))
    await say('hana', one, 'Der Schlüssel für den Wäscheschrank fehlt, Straße 5, Tueren. ¿Señor Muñoz? Рушник')
    for (const q of [
      'schlussel',
      'SCHLÜSSEL',
      'Schluessel',
      'scheschr',
      'strasse',
      'senor munoz',
      'ушни',
      'handt',
      '412',
    ])
      expect([q, await foundBy('felix', { q: `${q} ${word}` })]).toEqual([q, [one.id]])
    for (const q of ['schlusselx', '"wasche schrank"', '"schlussel wascheschrank"', 'se'])
      expect([q, await foundBy('felix', { q: `${q} ${word}` })]).toEqual([q, []])
    expect(await foundBy('felix', { q: `"für den wäscheschrank" ${word}` })).toEqual([one.id])
  })

  it('finds nothing by signs that are no word, and everything by none at all', async () => {
    for (const q of ['%', '_', '""', '…', '\u0301', '"\u0301"'])
      expect([q, (await search('felix', { q })).body]).toMatchObject([q, { items: [], count: 0 }])
    expect((await foundBy('felix', { q: '' })).length).toBeGreaterThan(0)
  })

  it('finds a ticket by its number, open or closed, and nothing else by "T-"', async () => {
    const one = await ticketIn('closed')
    expect(await foundBy('felix', { q: `T-${one.number}` })).toEqual([one.id])
    expect(await foundBy('felix', { q: `t-${one.number}`, state: 'closed' })).toEqual([one.id])
    expect(await foundBy('felix', { q: `t-${one.number}`, state: 'new' })).toEqual([])
    expect(await foundBy('felix', { q: `${one.number}` })).toContain(one.id)
  })

  it('shows the entries that say it, the newest first, three at most, and counts the rest', async () => {
    const word = unheard()
    const one = await opened(await actorAs('felix'), asking())
    for (let n = 1; n <= 5; n++) await say(n % 2 ? 'hana' : 'felix', one, `${word} ${n}`)
    await say('hana', one, 'Something else')
    const [found] = (await search('hana', { q: word.slice(2) })).body.items
    expect(found?.hitCount).toBe(5)
    expect(found?.hits.map(({ body }) => body)).toMatchObject([5, 4, 3].map((n) => ({ text: `${word} ${n}` })))
    expect(found?.ticket).toMatchObject({ id: one.id, lastSeq: 7 })
  })

  it('narrows by place and floor, person, department, item, state, dates, author and photo', async () => {
    const word = unheard()
    const one = await ticketIn('accepted', asking({ summary: word, placeId: roomId(417) }))
    await say('maria', one, 'There is a leak')
    const isFound = async (query: Record<string, string>) =>
      (await foundBy('felix', { q: word, ...query })).includes(one.id)
    const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString()
    const yes: Record<string, string>[] = [
      { place: roomId(417) },
      { place: floorId(4) },
      { place: `${roomId(101)},${roomId(417)}` },
      { person: cast.hana.id },
      { person: cast.maria.id },
      { department: departments.housekeeping.id },
      { item: items.towels },
      { state: 'accepted,done' },
      { since: day(-1), until: day(1) },
      { from: cast.maria.id },
      { q: `leak ${word}`, from: cast.maria.id },
    ]
    const no: Record<string, string>[] = [
      { place: roomId(418) },
      { place: floorId(5) },
      { person: cast.rosa.id },
      { department: departments.engineering.id },
      { item: items.iceBucket },
      { state: 'closed' },
      { since: day(1) },
      { until: day(-1) },
      { from: cast.hana.id },
      { has: 'photo' },
    ]
    for (const query of yes) expect([query, await isFound(query)]).toEqual([query, true])
    for (const query of no) expect([query, await isFound(query)]).toEqual([query, false])
    await say('hana', one, 'Coming')
    expect(await isFound({ q: `leak ${word}`, from: cast.hana.id })).toBe(false)
  })

  it('looks for every word of a long sentence', async () => {
    const one = await opened(await actorAs('felix'), asking())
    const words = Array.from({ length: 20 }, () => `w${newId().slice(-7)}`)
    await say('hana', one, words.slice(0, 19).join(' '))
    expect(await foundBy('felix', { q: words.slice(0, 19).join(' ') })).toEqual([one.id])
    for (const word of [words[19], 'xq'])
      expect([word, await foundBy('felix', { q: [...words.slice(0, 19), word].join(' ') })]).toEqual([word, []])
  })

  it('shows of one that is asked for alone all that was found in it', async () => {
    const word = unheard()
    const felix = await actorAs('felix')
    const [one] = [await opened(felix, asking({ summary: word })), await opened(felix, asking({ summary: word }))]
    for (let n = 1; n <= 5; n++) await say('hana', one, `${word} ${n}`)
    const { items, count } = (await search('felix', { q: word, ticket: one.id })).body
    expect(count).toBe(1)
    expect(items[0]?.ticket.id).toBe(one.id)
    expect(items[0]?.hits.map(({ seq }) => seq)).toEqual([6, 5, 4, 3, 2])
  })

  it('finds what is under legal hold, and why, until the hold is lifted', async () => {
    const [word, why] = [unheard(), unheard()]
    const nora = await actorAs('nora')
    const [held, photographed] = [
      await opened(await actorAs('felix'), asking({ summary: word })),
      await opened(await actorAs('felix'), asking({ summary: word })),
    ]
    await setLegalHold(nora, held.id, { id: newId(), reason: `A claim, ${why}` })
    await setLegalHold(nora, photographed.id, { id: newId(), reason: 'Another' })
    await liftLegalHold(nora, photographed.id, { id: newId() })
    for (const who of ['nora', 'felix', 'hana'] as const)
      expect([who, await foundBy(who, { q: word, has: 'legal_hold' })]).toEqual([who, [held.id]])
    expect(await foundBy('nora', { q: word, has: 'legal_hold,photo' })).toEqual([])
    expect(await foundBy('nora', { has: 'legal_hold', limit: 50 })).toContain(held.id)
    const [found] = (await search('felix', { q: why })).body.items
    expect([found?.ticket.id, found?.hits.map(({ seq }) => seq)]).toEqual([held.id, [2]])
    expect(await foundBy('felix', { q: why, from: cast.nora.id })).toEqual([held.id])
    expect(await foundBy('felix', { q: why, from: cast.hana.id })).toEqual([])
    await liftLegalHold(nora, held.id, { id: newId() })
    expect(await foundBy('nora', { q: word, has: 'legal_hold' })).toEqual([])
  })

  it('pages through everything, newest first, without a hole or a repeat', async () => {
    const word = unheard()
    const felix = await actorAs('felix')
    const all: string[] = []
    for (let n = 0; n < 7; n++) all.unshift((await opened(felix, asking({ summary: word }))).id)
    const first = (await search('felix', { q: word, limit: 3 })).body
    expect([first.count, first.isMore, first.isBehind]).toEqual([7, false, false])
    const paged = first.items.map(({ ticket }) => ticket.id)
    for (let { next } = first; next !== null; ) {
      const page = (await search('felix', { q: word, limit: 3, cursor: next })).body
      expect(page.count).toBeNull()
      paged.push(...page.items.map(({ ticket }) => ticket.id))
      next = page.next
    }
    expect(paged).toEqual(all)
  })

  it('goes on through years, however far apart the numbers are', async () => {
    const word = unheard()
    const felix = await actorAs('felix')
    const all: string[] = []
    for (const numbers of [1, 5_000, 9_000, 40_000, 300_000]) {
      await db().execute(sql`select setval(pg_get_serial_sequence('tickets', 'number'),
        (select max(number) from ${tickets}) + ${numbers}::integer)`)
      for (let n = 0; n < 2; n++) all.unshift((await opened(felix, asking({ summary: word }))).id)
    }
    const whole = (await search('felix', { q: word })).body
    expect(whole.items.map(({ ticket }) => ticket.id)).toEqual(all)
    const paged: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: FoundPage = (await search('felix', { q: word, limit: 1, ...(cursor && { cursor }) })).body
      paged.push(...page.items.map(({ ticket }) => ticket.id))
      cursor = page.next
    }
    expect(paged).toEqual(all)
  })

  it('says what it has not read in yet, and counts to 1,000', async () => {
    const word = unheard()
    await db().execute(sql`insert into ${tickets} (id, summary, department_id, priority, status, opener_id, due_at, opened_at, state_changed_at)
      select gen_random_uuid(), ${word}::text, ${departments.housekeeping.id}::uuid, 'normal', 'new', ${cast.felix.id}::uuid, now(), now(), now()
      from generate_series(1, 1001)`)
    const first = (await search('hana', { q: word })).body
    expect(first.isBehind).toBe(true)
    expect(first.count).toBeLessThan(1_000)
    await expect.poll(async () => (await search('hana', { q: word })).body.isBehind).toBe(false)
    expect((await search('hana', { q: word })).body).toMatchObject({ count: 1_000, isMore: true })
    await db()
      .update(tickets)
      .set({ restricted: true })
      .where(eq(tickets.number, first.items[0]?.ticket.number ?? 0))
    expect((await search('hana', { q: word })).body).toMatchObject({ count: 1_000, isMore: false })
  })

  it('finds what was changed a moment ago as it is now', async () => {
    const word = unheard()
    const one = await opened(await actorAs('felix'), asking())
    expect(await foundBy('felix', { q: word })).toEqual([])
    await say('felix', one, word)
    expect(await foundBy('felix', { q: word })).toEqual([one.id])
  })
})

describe('what nobody learns of', () => {
  const word = unheard()
  const sample: Ticket[] = []

  beforeAll(async () => {
    const [felix, nora] = await Promise.all([actorAs('felix'), actorAs('nora')])
    for (const department of Object.keys(departments) as (keyof typeof departments)[])
      for (const restricted of [false, true])
        sample.push(await opened(felix, askingFor(`${word} here`, department, { restricted })))
    sample.push(await opened(nora, askingFor(word, 'security', { restricted: true, namedIds: [cast.hana.id] })))
    for (const restricted of [false, true]) {
      const named = await opened(nora, askingFor(word, 'engineering', { restricted }))
      await addWatcher(nora, named.id, cast.rosa.id, written())
      sample.push(named)
      for (const kind of ['watching', 'mentioned'] as const) {
        const listed = await opened(nora, askingFor(word, 'engineering', { restricted }))
        await db().insert(watchers).values({ ticketId: listed.id, personId: cast.rosa.id, kind })
        sample.push(listed)
      }
      const mentioned = await opened(nora, askingFor(word, 'engineering', { restricted }))
      const mentionedDepartmentIds = [departments.roomService.id]
      await db().update(tickets).set({ mentionedDepartmentIds }).where(eq(tickets.id, mentioned.id))
      sample.push(mentioned)
      const taken = await opened(nora, askingFor(word, 'engineering', { restricted, namedIds: [cast.piotr.id] }))
      await acceptTicket(await actorAs('piotr'), taken.id, written())
      await removeWatcher(nora, taken.id, cast.piotr.id, written())
      await db().update(tickets).set({ departmentId: departments.security.id }).where(eq(tickets.id, taken.id))
      sample.push(taken)
    }
    // Said in the thread alone.
    for (const restricted of [false, true]) {
      const silent = await opened(nora, askingFor('A matter', 'roomService', { restricted }))
      await say('nora', silent, `It is about ${word}`)
      sample.push(silent)
    }
  })

  const read = async () => {
    const ids = sample.map(({ id }) => id)
    const page = await search('nora', { q: word, limit: 50 })
    return page.body.items.map(({ ticket }) => ticket).filter(({ id }) => ids.includes(id))
  }

  it.each(everybody)('%s finds and counts exactly what they may see', async (who) => {
    const all = await read()
    expect(all).toHaveLength(sample.length)
    const actor = await actorAs(who)
    const mine = all.filter((ticket) => canSee(actor, ticket)).map(({ id }) => id)
    for (const query of [{ q: word }, { q: word.slice(1, 8) }, { q: `"${word}"` }] as const) {
      const { items, count, isMore } = (await search(who, { ...query, limit: 50 })).body
      const found = items.map(({ ticket }) => ticket.id).filter((id) => all.some((one) => one.id === id))
      expect(found).toEqual(mine)
      expect([count, isMore]).toEqual([items.length, false])
    }
  })

  it('the sample tells people apart', async () => {
    const counts = await Promise.all(everybody.map(async (who) => (await foundBy(who, { q: word, limit: 50 })).length))
    expect(new Set(counts).size).toBeGreaterThan(3)
  })

  it('no filter, number or cursor leads to what is not theirs', async () => {
    const all = await read()
    const marco = await actorAs('marco')
    const hidden = all.filter((ticket) => !canSee(marco, ticket))
    expect(hidden.length).toBeGreaterThan(5)
    for (const { id } of hidden) await setLegalHold(await actorAs('nora'), id, { id: newId(), reason: 'A claim' })
    for (const { id, number, openerId, departmentId } of hidden)
      for (const query of [
        { q: `T-${number}` },
        { q: `${number}` },
        { ticket: id },
        { q: word, ticket: id },
        { has: 'legal_hold' },
        { q: word, person: openerId },
        { q: word, department: departmentId },
        { q: word, state: 'new' },
        { q: word, from: cast.nora.id },
        { q: word, cursor: `${number + 1}` },
      ] as Record<string, string>[]) {
        const reply = await search('marco', query)
        expect([query, JSON.stringify(reply.body).includes(id)]).toEqual([query, false])
      }
  })

  it('who loses sight finds it no more, and who is given it finds it', async () => {
    const [one] = sample
    if (!one) throw new Error('no sample')
    const mark = unheard()
    const ticket = await opened(await actorAs('felix'), askingFor(mark, 'engineering'))
    expect(await foundBy('marco', { q: mark })).toEqual([ticket.id])
    // By the row alone: even a text that knows nothing of it shows nothing.
    await db().update(tickets).set({ restricted: true }).where(eq(tickets.id, ticket.id))
    const after = await search('marco', { q: mark })
    expect([after.body.items, after.body.count]).toEqual([[], 0])
  })

  it('what was redacted is neither found nor shown', async () => {
    const [secret, plain] = [unheard(), unheard()]
    const one = await opened(await actorAs('felix'), asking({ summary: plain }))
    await say('hana', one, `${secret} and ${plain}`)
    expect(await foundBy('felix', { q: secret })).toEqual([one.id])
    await redact(one.id, 2)
    expect((await search('felix', { q: secret })).body).toMatchObject({ items: [], count: 0 })
    const [found] = (await search('felix', { q: plain })).body.items as [Found]
    expect(found).toMatchObject({ hits: [], hitCount: 0 })
  })
})

/** As a redaction stands in the journal. */
async function redact(ticketId: string, seq: number): Promise<void> {
  const [last] = await db()
    .select()
    .from(entries)
    .where(and(eq(entries.ticketId, ticketId), eq(entries.seq, seq)))
  if (!last) throw new Error('nothing to redact')
  await db()
    .insert(entries)
    .values({ ...last, seq: seq + 1, id: newId(), kind: 'redaction', body: { redactedSeq: seq } as never })
  await db()
    .update(tickets)
    .set({ lastSeq: seq + 1, lastEntryAt: sql`clock_timestamp()` })
    .where(eq(tickets.id, ticketId))
}
