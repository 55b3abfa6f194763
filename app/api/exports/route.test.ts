/** Exports: what is in them for whom, how it is written, and what stays on record of each. */
import path from 'node:path'
import { and, eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { cast, departments, items } from '@/db/cast'
import { db } from '@/db/client'
import { seedScale } from '@/db/demo/scale/scale'
import { entries, exports, people, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { sendMessageInput } from '@/lib/chat/schema'
import type { Export, ExportsPage } from '@/lib/exports/vocabulary'
import { inSearchTurn } from '@/lib/history/turn'
import { commitMany, upTo } from '@/lib/live/rehearsal'
import { storageAt } from '@/lib/photos/storage'
import { newId } from '@/lib/schema'
import { audienceOf, toEntry } from '@/lib/tickets/dto'
import { canSee } from '@/lib/tickets/policy'
import { askingFor, opened } from '@/lib/tickets/specimen'
import { FOUND, withLists } from '@/lib/tickets/visible'
import { actorAs, ask, requestOf } from '@/scripts/stage/stage'
import { GET as getFile } from './[id]/file/route'
import { GET as getOne } from './[id]/route'
import { GET as getAll, POST } from './route'

type Who = keyof typeof cast
const everybody = Object.keys(cast) as Who[]
const atDesk = everybody.filter((who) => cast[who].role !== 'attendant')
const ALL = { kind: 'history', query: {} }

beforeAll(async () => {
  const pool = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
  const photos = storageAt({ S3: null, BELLBOARD_DATA: path.join(inject('stage').folder, 'exports') })
  const scale = { tickets: 450, messages: 1_200, seed: 3, years: 1, until: new Date('2026-06-30T18:00:00Z') }
  await seedScale({ sql: pool, db: db(), photos }, scale)
  await pool.end()
})

const asked = (over: object = {}) => ({ id: newId(), what: 'tickets', format: 'jsonl', filter: ALL, ...over })
const askAs = (as: Actor, body: object) => ask<Export>(POST, { as, method: 'POST', body })
const taken = async (as: Actor, over: object = {}) => {
  const { body } = await askAs(as, asked(over))
  const file = await ask<string>(getFile, { as, params: { id: body.id } })
  return { ...body, file, text: file.body }
}
const linesOf = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
const onRecord = async (as: Actor, id: string) => (await ask<Export>(getOne, { as, params: { id } })).body

async function seenBy(actor: Actor) {
  const rows = (await db().select(FOUND).from(tickets)).map(withLists)
  return rows.filter((ticket) => canSee(actor, audienceOf(ticket, ticket))).sort((a, b) => b.number - a.number)
}

describe('POST /api/exports', () => {
  it('signed out → 401; malformed → 400 naming the field; attendants → 403', async () => {
    expect((await ask(POST, { method: 'POST', body: asked() })).status).toBe(401)
    expect((await ask(getAll, {})).status).toBe(401)
    const nora = await actorAs('nora')
    for (const [over, field] of [
      [{ id: '1' }, 'body.id'],
      [{ what: 'people' }, 'body.what'],
      [{ format: 'xls' }, 'body.format'],
      [{ filter: { kind: 'everything' } }, 'body.filter'],
      [{ filter: { kind: 'history', query: { ticket: cast.hana.id } } }, 'body.filter.query.ticket'],
    ] as const)
      expect([over, await askAs(nora, asked(over))]).toMatchObject([over, { status: 400, body: { error: { field } } }])
    for (const who of everybody.filter((one) => cast[one].role === 'attendant')) {
      const as = await actorAs(who)
      expect([who, (await askAs(as, asked())).status, (await ask(getAll, { as })).status]).toEqual([who, 403, 403])
    }
  })

  it('asked again it is asked once; the id of somebody else is refused', async () => {
    const [nora, felix] = [await actorAs('nora'), await actorAs('felix')]
    const body = asked()
    expect((await askAs(nora, body)).body).toEqual((await askAs(nora, body)).body)
    expect((await askAs(felix, body)).status).toBe(409)
  })

  it('409 for an id that stands for another file; the order in which its words were written says nothing', async () => {
    const tomas = await actorAs('tomas')
    const query = { department: departments.security.id, state: 'closed' }
    const body = asked({ filter: { kind: 'history', query } })
    expect((await askAs(tomas, body)).status).toBe(201)
    const turned = { query: { state: query.state, department: query.department }, kind: 'history' }
    expect((await askAs(tomas, { ...body, filter: turned })).status).toBe(201)
    const { state } = query
    for (const over of [
      { what: 'entries' },
      { format: 'csv' },
      { withMark: true },
      { filter: ALL },
      { filter: { kind: 'history', query: { state } } },
    ]) {
      const reply = await askAs(tomas, { ...body, ...over })
      expect([over, reply]).toMatchObject([over, { status: 409, body: { error: { message: 'id_reused' } } }])
    }
    await db().delete(exports).where(eq(exports.personId, tomas.personId))
  })

  it('of somebody who leaves five untaken the sixth → 429, and once they are old it is taken again', async () => {
    const tomas = await actorAs('tomas')
    const first = asked()
    for (const body of [first, asked(), asked(), asked(), asked()]) expect((await askAs(tomas, body)).status).toBe(201)
    const refused = { status: 429, body: { error: { message: 'exports_untaken' } } }
    expect(await askAs(tomas, asked())).toMatchObject(refused)
    // What was asked for before is still answered.
    expect(await askAs(tomas, first)).toMatchObject({ status: 201, body: { id: first.id } })
    await db()
      .update(exports)
      .set({ askedAt: sql`asked_at - interval '11 minutes'` })
      .where(eq(exports.personId, tomas.personId))
    expect((await askAs(tomas, asked())).status).toBe(201)
  })

  it('waits its turn among the searches', async () => {
    const [nora, viktor] = [await actorAs('nora'), await actorAs('viktor')]
    const { end, started } = blocked()
    const others = [nora, viktor].map((as) => inSearchTurn(as, started))
    const leaving = new AbortController()
    const felix = await actorAs('felix')
    const body = asked()
    const waiting = ask(POST, { as: felix, method: 'POST', body, signal: leaving.signal })
    leaving.abort()
    expect((await waiting).status).toBe(503)
    end()
    await Promise.all(others)
    expect((await askAs(felix, body)).status).toBe(201)
  })
})

describe('the file', () => {
  it.each(atDesk)('%s takes exactly what they may see, each ticket once and every entry', async (who) => {
    const as = await actorAs(who)
    const mine = await seenBy(as)
    const numbers = mine.map(({ number }) => `T-${number}`)
    const byTicket = await taken(as)
    expect(linesOf(byTicket.text).map(({ ticket }) => ticket)).toEqual(numbers)
    expect([byTicket.total, await onRecord(as, byTicket.id)]).toMatchObject([
      mine.length,
      { rows: mine.length, state: 'finished' },
    ])
    const byEntry = await taken(as, { what: 'entries' })
    const expected = mine.flatMap(({ number, lastSeq }) =>
      Array.from({ length: lastSeq }, (_, at) => `T-${number} ${at + 1}`),
    )
    expect(linesOf(byEntry.text).map(({ ticket, entry }) => `${ticket} ${entry}`)).toEqual(expected)
    expect([byEntry.total, (await onRecord(as, byEntry.id)).rows]).toEqual([expected.length, expected.length])
    const period = { since: '2025-06-01T00:00:00Z', until: '2026-07-01T00:00:00Z' }
    const behind = await taken(as, { filter: { kind: 'report', query: period } })
    expect(linesOf(behind.text).map(({ ticket }) => ticket)).toEqual(numbers)
  })

  it('holds what a search finds, and what stands behind a figure', async () => {
    const felix = await actorAs('felix')
    const mine = await seenBy(felix)
    const found = await taken(felix, {
      filter: { kind: 'history', query: { department: departments.security.id, state: 'closed' } },
    })
    const expected = mine.filter(
      ({ departmentId, status }) => departmentId === departments.security.id && status === 'closed',
    )
    expect(linesOf(found.text).map(({ ticket }) => ticket)).toEqual(expected.map(({ number }) => `T-${number}`))
    expect(expected.length).toBeGreaterThan(0)
    const query = { since: '2025-06-01T00:00:00Z', until: '2026-07-01T00:00:00Z', item: items.towels, measure: 'done' }
    const behind = linesOf((await taken(felix, { filter: { kind: 'report', query } })).text)
    expect(behind.length).toBeGreaterThan(0)
    for (const { item, doneS } of behind) expect([item, doneS === null]).toEqual([behind[0]?.item, false])
  })

  it('is CSV after RFC 4180, with the hotel’s time zone at its head, and no formula in it', async () => {
    const nora = await actorAs('nora')
    const guestName = '@SUM(1)'
    const summaries = ['=HYPERLINK("http://x")', '+1, "two"', '-3\u00a0', 'Plain, with "quotes"']
    for (const summary of summaries) await opened(nora, askingFor(summary, 'security', { guestName }))
    const { id } = (await askAs(nora, asked({ format: 'csv', withMark: true }))).body
    const file = await getFile(await requestOf({ as: nora }), { params: Promise.resolve({ id }) })
    // As it is: what reads text leaves the mark out.
    const text = Buffer.from(await file.arrayBuffer()).toString()
    expect(file.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="tickets-\d{4}-\d\d-\d\d\.csv"$/)
    expect(text.startsWith('\ufeffticket,status,priority')).toBe(true)
    expect(text).toContain('opened (Europe/Vienna)')
    expect(text.endsWith('\r\n')).toBe(true)
    const table = parsed(text.slice(1))
    const column = (name: string) => table.map((row) => row[table[0]?.indexOf(name) ?? -1])
    expect(column('summary').slice(1, 5)).toEqual([
      'Plain, with "quotes"',
      "'-3",
      `'+1, "two"`,
      `'=HYPERLINK("http://x")`,
    ])
    expect(column('guest').slice(1, 5)).toEqual(Array(4).fill("'@SUM(1)"))
    expect(new Set(table.map((row) => row.length))).toEqual(new Set([table[0]?.length]))
    for (const cell of table.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]/)
    expect((await taken(nora, { format: 'csv' })).text.startsWith('ticket')).toBe(true)
  })

  it('says what was written, and not what was redacted', async () => {
    const nora = await actorAs('nora')
    const ticket = await opened(nora, askingFor('A matter', 'security'))
    for (const body of ['A secret', 'Two\nlines, "quoted"'])
      await sendMessage(nora, ticket.id, sendMessageInput.parse({ id: newId(), body }))
    const [last] = await db().select().from(entries).where(eq(entries.ticketId, ticket.id)).limit(1)
    if (!last) throw new Error('nothing was written')
    const redaction = {
      ...last,
      seq: 4,
      n: 2,
      id: newId(),
      kind: 'redaction' as const,
      body: { redactedSeq: 2 } as never,
    }
    await db().insert(entries).values(redaction)
    await db().update(tickets).set({ lastSeq: 4, lastEntryAt: new Date() }).where(eq(tickets.id, ticket.id))
    const { text } = await taken(nora, { what: 'entries', format: 'csv' })
    expect(text).not.toContain('A secret')
    const rows = parsed(text).filter(([number]) => number === `T-${ticket.number}`)
    expect(rows.map(([, entry, , author, kind, redacted, words]) => [entry, author, kind, redacted, words])).toEqual([
      ['1', 'Nora Whitfield', 'event', 'false', ''],
      ['2', 'Nora Whitfield', 'message', 'true', ''],
      ['3', 'Nora Whitfield', 'message', 'false', 'Two\nlines, "quoted"'],
      ['4', 'Nora Whitfield', 'redaction', 'false', ''],
    ])
  })

  it('says of an entry that it is not as it was written, in a thread of any length', async () => {
    const nora = await actorAs('nora')
    const short = await opened(nora, askingFor('A short one', 'security'))
    const long = await opened(nora, askingFor('A long one', 'security'))
    await commitMany(nora, short.id, 3)
    await commitMany(nora, long.id, 900)
    const change = (id: string, seq: number, set: Partial<typeof entries.$inferInsert>) =>
      db()
        .update(entries)
        .set(set)
        .where(and(eq(entries.ticketId, id), eq(entries.seq, seq)))
    const other = { body: { text: 'Not so' } }
    await change(short.id, 2, other)
    await change(long.id, 1, other)
    // The last of a piece, and the first of another: that the words are not its author's only the entry before it tells.
    await change(long.id, 400, other)
    await change(long.id, 801, { authorId: cast.hana.id })
    const rows = linesOf((await taken(nora, { what: 'entries' })).text)
    const of = (number: number) => rows.filter(({ ticket }) => ticket === `T-${number}`)
    expect(of(long.number).map(({ entry }) => entry)).toEqual(upTo(1, 901))
    const damagedOf = (number: number) => of(number).flatMap(({ entry, damaged }) => (damaged ? [entry] : []))
    expect([damagedOf(short.number), damagedOf(long.number)]).toEqual([[2], [1, 400, 801]])
    expect(of(long.number)[399]).toMatchObject({ text: 'Not so', redacted: false, damaged: true })
    // Nor is any that nobody touched.
    expect(rows.filter(({ ticket, damaged }) => damaged && Number(ticket.slice(2)) < 1_400)).toEqual([])
  })

  it('is taken once, and only by whoever asked', async () => {
    const [nora, viktor] = [await actorAs('nora'), await actorAs('viktor')]
    const { body } = await askAs(nora, asked())
    expect((await ask(getFile, { as: viktor, params: { id: body.id } })).status).toBe(404)
    expect((await ask(getFile, { as: nora, params: { id: newId() } })).status).toBe(404)
    expect((await ask(getFile, { as: nora, params: { id: body.id } })).status).toBe(200)
    expect((await ask(getFile, { as: nora, params: { id: body.id } })).status).toBe(409)
  })

  it('is read no faster than it is taken, and on record as broken off when whoever takes it goes', async () => {
    const nora = await actorAs('nora')
    const { body } = await askAs(nora, asked())
    const params = Promise.resolve({ id: body.id })
    const file = await getFile(await requestOf({ as: nora }), { params })
    expect(await onRecord(nora, body.id)).toMatchObject({ state: 'running', rows: 0 })
    const reader = file.body?.getReader()
    const first = await reader?.read()
    const rows = new TextDecoder().decode(first?.value).split('\n').filter(Boolean).length
    expect(rows).toBe(200)
    await reader?.cancel()
    await expect.poll(() => onRecord(nora, body.id)).toMatchObject({ state: 'broken_off' })
    const record = await onRecord(nora, body.id)
    expect(record.rows).toBeLessThan(record.total ?? 0)
    expect(record.endedAt).not.toBeNull()
  })

  it('is one of two at most that somebody takes at once, however many they ask for together', async () => {
    const ada = await actorAs('ada')
    const all: Export[] = []
    for (let n = 0; n < 4; n++) all.push((await askAs(ada, asked())).body)
    const take = async ({ id }: Export) => getFile(await requestOf({ as: ada }), { params: Promise.resolve({ id }) })
    const files = await Promise.all(all.map(take))
    expect(files.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429])
    expect(await askAs(ada, asked())).toMatchObject({ status: 429, body: { error: { message: 'exports_running' } } })
    for (const file of files) await file.text()
    const late = all.find((_, at) => files[at]?.status === 429)
    if (!late) throw new Error('none was refused')
    expect((await take(late)).status).toBe(200)
  })

  it('names no other ticket that one was cancelled as a duplicate of, and says what was stripped', async () => {
    const nora = await actorAs('nora')
    const ticket = await opened(nora, askingFor('A matter', 'security'))
    const secret = newId()
    const removed = { why: 'stripped', at: '2026-01-01T00:00:00.000Z' }
    const body = { code: 'cancelled', params: { reason: 'duplicate', duplicateOf: secret }, removed }
    await db()
      .update(entries)
      .set({ body: body as never })
      .where(eq(entries.ticketId, ticket.id))
    const lines = linesOf((await taken(nora, { what: 'entries' })).text)
    const line = lines.find(({ ticket: number }) => number === `T-${ticket.number}`)
    expect(line).toMatchObject({ event: 'cancelled', details: JSON.stringify({ reason: 'duplicate' }) })
    const [row] = await db().select().from(entries).where(eq(entries.ticketId, ticket.id))
    expect(row && toEntry(row).body).toEqual({ code: 'cancelled', params: { reason: 'duplicate' }, removed })
  })

  it('breaks off when whoever takes it may no longer', async () => {
    const tomas = await actorAs('tomas')
    const { body } = await askAs(tomas, asked())
    const file = await getFile(await requestOf({ as: tomas }), { params: Promise.resolve({ id: body.id }) })
    const reader = file.body?.getReader()
    await reader?.read()
    await db().update(people).set({ role: 'attendant' }).where(eq(people.id, tomas.personId))
    await expect(reader?.read()).rejects.toThrow()
    await db().update(people).set({ role: 'dispatcher' }).where(eq(people.id, tomas.personId))
    expect(await onRecord(await actorAs('nora'), body.id)).toMatchObject({ state: 'broken_off' })
  })
})

describe('what stays on record', () => {
  it('is seen by managers and admins, and by dispatchers of their own', async () => {
    const felix = await actorAs('felix')
    const { id } = await taken(felix, { format: 'csv' })
    for (const who of everybody) {
      const as = await actorAs(who)
      const isTheirs = ['nora', 'viktor', 'ada', 'felix'].includes(who)
      const list = await ask<ExportsPage>(getAll, { as })
      const isListed = list.status === 200 && list.body.items.some((one) => one.id === id)
      const one = await ask<Export>(getOne, { as, params: { id } })
      expect([who, isListed, one.status]).toEqual([who, isTheirs, isTheirs ? 200 : 404])
    }
    const kept = await onRecord(await actorAs('nora'), id)
    expect(kept).toMatchObject({ personId: cast.felix.id, what: 'tickets', format: 'csv', timeZone: 'Europe/Vienna' })
    expect([kept.rows, kept.filter]).toEqual([kept.total, { kind: 'history', query: { q: '' } }])
  })

  it('of others tells no number and no filter to whoever sees less than a manager', async () => {
    const filter = { kind: 'history', query: { q: 'secret' } }
    const ofNora = await taken(await actorAs('nora'), { filter })
    const ofAda = await taken(await actorAs('ada'), { filter })
    const seen = async (who: Who, id: string) => {
      const as = await actorAs(who)
      const list = (await ask<ExportsPage>(getAll, { as })).body.items
      return [await onRecord(as, id), list.find((one) => one.id === id)]
    }
    const hidden = { filter: null, total: null, rows: null }
    for (const one of await seen('ada', ofNora.id)) expect(one).toMatchObject({ personId: cast.nora.id, ...hidden })
    const told = { filter, total: expect.any(Number), rows: expect.any(Number) }
    for (const one of await seen('ada', ofAda.id)) expect(one).toMatchObject(told)
    for (const one of await seen('viktor', ofAda.id)) expect(one).toMatchObject(told)
  })

  it('before a moment that PostgreSQL cannot read → 400', async () => {
    const as = await actorAs('nora')
    for (const before of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00'])
      expect(await ask(getAll, { as, query: { before } })).toMatchObject({
        status: 400,
        body: { error: { field: 'query.before' } },
      })
  })

  it('is paged, and one whose process died is broken off', async () => {
    const nora = await actorAs('nora')
    const { body } = await askAs(nora, asked())
    const longAgo = new Date(Date.now() - 3_600_000)
    await db().update(exports).set({ startedAt: longAgo, movedAt: longAgo }).where(eq(exports.id, body.id))
    const first = (await ask<ExportsPage>(getAll, { as: nora, query: { limit: 1 } })).body
    expect(first.items).toMatchObject([{ id: body.id, state: 'broken_off' }])
    const second = (await ask<ExportsPage>(getAll, { as: nora, query: { limit: 1, before: first.next ?? '' } })).body
    expect(second.items[0]?.id).not.toBe(body.id)
  })
})

/** Work that goes on until it is told to end. */
function blocked() {
  let end = () => {}
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  return { end: () => end(), started: () => ended }
}

/** As RFC 4180 says. */
function parsed(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === '\r\n') rows.push([])
  }
  return rows.filter((row) => row.length > 1)
}
