/** Opening a ticket, and the list of those one may see. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast, departments, itemId, items, roomId } from '@/db/cast'
import { db } from '@/db/client'
import { catalogueItems, entries, places, readPositions, tickets } from '@/db/schema'
import { readJournal } from '@/lib/chat/entries'
import { newId } from '@/lib/schema'
import { acceptTicket } from '@/lib/tickets/assignment'
import type { ListedTicket } from '@/lib/tickets/schema'
import { asking, askingFor, opened, ticketIn, written } from '@/lib/tickets/specimen'
import { actorAs, ask, ORIGIN } from '@/scripts/stage/stage'
import { GET, POST } from './route'

const towels = () => ({ id: newId(), placeId: roomId(412), catalogueItemId: items.towels, quantity: 4 })
const open = async (who: keyof typeof cast, body: object) => ask(POST, { as: await actorAs(who), method: 'POST', body })

describe('POST /api/tickets', () => {
  it('opens "Towels ×4, 412" with what the item says → 201', async () => {
    const body = towels()
    const [item] = await db().select().from(catalogueItems).where(eq(catalogueItems.id, items.towels))
    const reply = await open('felix', body)
    expect(reply).toMatchObject({
      status: 201,
      body: {
        seq: 1,
        ticket: {
          ...body,
          ...{ number: expect.any(Number), status: 'new', departmentId: item?.departmentId, priority: item?.priority },
          ...{ openerId: cast.felix.id, assigneeId: null, version: 1, stateVersion: 1, lastSeq: 1, messageCount: 0 },
        },
      },
    })
    const { openedAt, dueAt } = reply.body.ticket
    expect(Date.parse(dueAt) - Date.parse(openedAt)).toBe((item?.minutes ?? 0) * 60_000)
    expect(await readJournal(body.id, 1, 9)).toMatchObject([
      { id: body.id, seq: 1, n: 0, authorId: cast.felix.id, kind: 'event', body: { code: 'opened' } },
    ])
  })

  it('opens free text for a department, due in an hour unless said otherwise', async () => {
    const body = { id: newId(), summary: 'A cot for 207', departmentId: departments.housekeeping.id }
    const { ticket } = (await open('marco', body)).body
    expect(Date.parse(ticket.dueAt) - Date.parse(ticket.openedAt)).toBe(3_600_000)
    const noon = await open('marco', { ...body, id: newId(), priority: 'high', dueAt: '2099-06-01T12:00:00+02:00' })
    expect(noon.body.ticket).toMatchObject({ priority: 'high', dueAt: '2099-06-01T10:00:00.000Z', placeId: null })
  })

  it('opens it once, with its first message, however often it is asked', async () => {
    const body = { ...towels(), message: '  The guest is waiting  ' }
    const felix = await actorAs('felix')
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        ask(POST, { as: felix, method: 'POST', body: { ...body, at: new Date(Date.now() - n).toISOString() } }),
      ),
    )
    for (const reply of replies)
      expect([reply.status, reply.body.seq, reply.body.ticket]).toEqual([201, 1, replies[0]?.body.ticket])
    expect(replies[0]?.body.ticket).toMatchObject({ lastSeq: 2, messageCount: 1, version: 1 })
    expect(await readJournal(body.id, 1, 9)).toMatchObject([
      { kind: 'event', body: { code: 'opened' } },
      { kind: 'message', n: 1, body: { text: 'The guest is waiting' }, authorId: cast.felix.id },
    ])
    expect(await db().select().from(tickets).where(eq(tickets.id, body.id))).toHaveLength(1)
    // Its own message is not unread to its author.
    const positions = await db().select().from(readPositions).where(eq(readPositions.ticketId, body.id))
    expect(positions).toMatchObject([{ personId: cast.felix.id, seq: 2, n: 1 }])
  })

  it('answers a retry with the ticket as it has become', async () => {
    const body = towels()
    await open('felix', body)
    await acceptTicket(await actorAs('hana'), body.id, written())
    expect((await open('felix', body)).body).toMatchObject({ seq: 1, ticket: { status: 'accepted' } })
  })

  it('says nothing of a ticket that has the id already → 409', async () => {
    const mine = towels()
    await open('felix', mine)
    const secret = askingFor('A theft', 'security', { restricted: true })
    await opened(await actorAs('nora'), secret)
    const taken = [
      await open('felix', { ...mine, quantity: 5 }),
      await open('hana', mine),
      await open('marco', { ...mine, id: secret.id }),
    ]
    for (const reply of taken)
      expect([reply.status, reply.body]).toEqual([409, { error: { code: 'conflict', message: 'id_reused' } }])
  })

  it('is seen by those it is restricted to', async () => {
    const body = { ...towels(), restricted: true, namedIds: [cast.yusuf.id] }
    const { ticket } = (await open('felix', body)).body
    expect(ticket).toMatchObject({ restricted: true, namedIds: [cast.yusuf.id], watcherIds: [] })
    for (const [who, sees] of [
      ['yusuf', true],
      ['nora', true],
      ['felix', true],
      ['hana', false],
      ['ines', false],
    ] as const) {
      const page = await ask(GET, { as: await actorAs(who), query: { limit: 200 } })
      expect(page.body.items.some((one: ListedTicket) => one.ticket.id === body.id)).toBe(sees)
    }
  })

  it('asks for the item’s own fields, and for nothing else → 400 naming the field', async () => {
    const id = itemId(9_001)
    const field = (code: string, type: string, required = false, choices?: object[]) => ({
      ...{ code, names: { en: code }, type, required },
      ...(choices && { choices }),
    })
    await db()
      .insert(catalogueItems)
      .values({
        ...{ id, code: 'specimen', names: { en: 'Specimen' }, departmentId: departments.housekeeping.id },
        ...{ priority: 'normal', minutes: 30 },
        fields: [
          field('story', 'text', true),
          field('pieces', 'number'),
          field('worth', 'money'),
          field('grade', 'choice', false, [{ code: 'low', names: { en: 'Low' } }]),
          field('day', 'date'),
          field('seen', 'yes_no'),
        ] as (typeof catalogueItems.$inferInsert)['fields'],
      })
    const ask_ = (fields: unknown) => open('felix', { id: newId(), catalogueItemId: id, fields })
    const right = { story: 'Lost', pieces: 2, worth: 19.99, grade: 'low', day: '2026-02-28', seen: false }
    expect(await ask_(right)).toMatchObject({ status: 201, body: { ticket: { fields: right } } })
    const wrong: [object, string, string][] = [
      [{}, 'story', 'missing_field'],
      [{ ...right, story: ' ' }, 'story', 'missing_field'],
      [{ ...right, colour: 'red' }, 'colour', 'unknown_field'],
      [{ ...right, pieces: '2' }, 'pieces', 'wrong_field_type'],
      [{ ...right, worth: 19.999 }, 'worth', 'wrong_field_type'],
      [{ ...right, grade: 'high' }, 'grade', 'wrong_field_type'],
      [{ ...right, day: '2026-02-30' }, 'day', 'wrong_field_type'],
      [{ ...right, day: 'tomorrow' }, 'day', 'wrong_field_type'],
      [{ ...right, seen: 'no' }, 'seen', 'wrong_field_type'],
    ]
    for (const [fields, code, message] of wrong)
      expect(await ask_(fields)).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid', message, field: `body.fields.${code}` } },
      })
  })

  it('refuses what is not there or malformed → 400 naming the field, and opens nothing', async () => {
    const before = await db().$count(tickets)
    const archived = { placeId: roomId(601), catalogueItemId: itemId(2) }
    await db().update(places).set({ archivedAt: new Date() }).where(eq(places.id, archived.placeId))
    await db()
      .update(catalogueItems)
      .set({ archivedAt: new Date() })
      .where(eq(catalogueItems.id, archived.catalogueItemId))
    const wrong: [object, string][] = [
      [{ id: '412' }, 'body.id'],
      [{ placeId: newId() }, 'body.placeId'],
      [{ placeId: archived.placeId }, 'body.placeId'],
      [{ catalogueItemId: newId() }, 'body.catalogueItemId'],
      [{ catalogueItemId: archived.catalogueItemId }, 'body.catalogueItemId'],
      [{ departmentId: newId() }, 'body.departmentId'],
      [{ namedIds: [newId()] }, 'body.namedIds'],
      [{ quantity: 0 }, 'body.quantity'],
      [{ quantity: '4' }, 'body.quantity'],
      [{ summary: 'two\nlines' }, 'body.summary'],
      [{ summary: 'bell\u0007' }, 'body.summary'],
      [{ summary: 'x'.repeat(201) }, 'body.summary'],
      [{ catalogueItemId: null }, 'body.summary'],
      [{ catalogueItemId: null, summary: 'A cot' }, 'body.departmentId'],
      [{ message: ' ' }, 'body.message'],
      [{ dueAt: 'noon' }, 'body.dueAt'],
      // As far as four digits go; with its offset, beyond; and a year that PostgreSQL does not know.
      [{ dueAt: '9999-12-31T23:59:59Z' }, 'body.dueAt'],
      [{ dueAt: '9999-12-31T23:59:59-23:59' }, 'body.dueAt'],
      [{ dueAt: '0000-01-01T00:00:00Z' }, 'body.dueAt'],
      [{ status: 'done' }, 'body.status'],
      [{ openerId: cast.hana.id }, 'body.openerId'],
    ]
    for (const [over, field] of wrong)
      expect([over, await open('felix', { ...towels(), ...over })]).toMatchObject([
        over,
        { status: 400, body: { error: { code: 'invalid', field } } },
      ])
    expect(await db().$count(tickets)).toBe(before)
  })

  it('signed out → 401, from another site → 403, too large → 413', async () => {
    expect((await ask(POST, { method: 'POST', body: towels() })).status).toBe(401)
    const felix = await actorAs('felix')
    const foreign = { as: felix, method: 'POST', body: towels(), headers: { origin: `${ORIGIN}.evil.test` } }
    expect((await ask(POST, foreign)).status).toBe(403)
    const large = { ...towels(), summary: 'x'.repeat(70_000) }
    expect((await ask(POST, { as: felix, method: 'POST', body: large })).status).toBe(413)
  })

  it('believes a device about when, for a week at most', async () => {
    const hourAgo = new Date(Date.now() - 3_600_000).toISOString()
    expect((await open('felix', { ...towels(), at: hourAgo })).body.ticket.openedAt).toBe(hourAgo)
    const old = (await open('felix', { ...towels(), at: '1999-12-31T00:00:00Z' })).body.ticket.openedAt
    expect(Date.now() - Date.parse(old)).toBeLessThan(7.01 * 24 * 3_600_000)
    const ahead = (await open('felix', { ...towels(), at: '2099-01-01T00:00:00Z' })).body.ticket.openedAt
    expect(Date.parse(ahead)).toBeLessThan(Date.now() + 1_000)
  })
})

describe('GET /api/tickets', () => {
  const list = async (who: keyof typeof cast, query: Record<string, string | number> = {}) =>
    ask<{ items: ListedTicket[]; next: string | null }>(GET, { as: await actorAs(who), query })
  const idsOf = (reply: { body: { items: ListedTicket[] } }) => reply.body.items.map(({ ticket }) => ticket.id)

  it('signed out → 401; malformed → 400 naming the field', async () => {
    expect((await ask(GET, {})).status).toBe(401)
    for (const [query, field] of [
      [{ view: 'mein' }, 'query.view'],
      [{ status: 'new,lost' }, 'query.status.1'],
      [{ department: 'housekeeping' }, 'query.department'],
      [{ priority: 'low' }, 'query.priority'],
      [{ limit: 0 }, 'query.limit'],
      [{ limit: 201 }, 'query.limit'],
      [{ limit: '1e2' }, 'query.limit'],
      [{ cursor: 'abc' }, 'query.cursor'],
      [{ cursor: Buffer.from(`999999999999999.${newId()}`).toString('base64url') }, 'query.cursor'],
      [{ sort: 'due' }, 'query.sort'],
    ] as const)
      expect(await list('felix', query)).toMatchObject({ status: 400, body: { error: { code: 'invalid', field } } })
  })

  it('pages through what one sees, newest first, without a hole or a repeat while tickets are opened', async () => {
    const nora = await actorAs('nora')
    const at = new Date(Date.now() - 60_000).toISOString()
    for (let n = 0; n < 7; n++) await opened(nora, askingFor('Same moment', 'engineering', { at }))
    const all = idsOf(await list('marco', { limit: 200, view: 'all' }))
    const paged: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page = await list('marco', { limit: 3, view: 'all', ...(cursor && { cursor }) })
      paged.push(...idsOf(page))
      await opened(nora, askingFor('Came meanwhile', 'engineering'))
      cursor = page.body.next
    }
    expect(paged).toEqual(all)
    expect(new Set(all).size).toBe(all.length)
  })

  it('shows each view what it is for', async () => {
    const done = await ticketIn('done')
    const closed = await ticketIn('closed')
    const free = await ticketIn('new')
    const held = await ticketIn('on_hold')
    const late = await ticketIn('accepted', asking({ dueAt: '2026-01-01T00:00:00Z' }))
    const lateOnHold = await ticketIn('on_hold', asking({ dueAt: '2026-01-01T00:00:00Z' }))
    const shows = {
      board: [done, free, held, late, lateOnHold],
      mine: [done, held, late, lateOnHold],
      unassigned: [free],
      late: [late],
      ended: [closed],
      all: [done, closed, free, held, late, lateOnHold],
    }
    const mine = new Set([done, closed, free, held, late, lateOnHold].map(({ id }) => id))
    for (const [view, expected] of Object.entries(shows)) {
      const seen = idsOf(await list('hana', { view, limit: 200 })).filter((id) => mine.has(id))
      expect([view, seen.sort()]).toEqual([view, expected.map(({ id }) => id).sort()])
    }
    expect(idsOf(await list('maria', { view: 'mine', limit: 200 })).filter((id) => mine.has(id))).toEqual([])
  })

  it('narrows by what is asked', async () => {
    const room = roomId(503)
    const one = await ticketIn('accepted', asking({ placeId: room, priority: 'urgent' }))
    const other = await ticketIn('new', asking({ placeId: room }))
    const only = async (query: Record<string, string | number>) =>
      idsOf(await list('felix', { place: room, ...query })).sort()
    expect(await only({})).toEqual([one.id, other.id].sort())
    expect(await only({ status: 'accepted,in_progress' })).toEqual([one.id])
    expect(await only({ priority: 'urgent' })).toEqual([one.id])
    expect(await only({ assignee: cast.hana.id })).toEqual([one.id])
    expect(await only({ department: departments.engineering.id })).toEqual([])
  })

  it('finds by number, by words, by item and by place', async () => {
    const summary = 'Zebra 100%_stripes'
    const one = await opened(await actorAs('felix'), asking({ summary, placeId: roomId(214) }))
    const found = async (q: string) => idsOf(await list('felix', { q, view: 'all', limit: 200 }))
    for (const q of [
      `T-${one.number}`,
      `t-${one.number}`,
      `${one.number}`,
      'zebra',
      'STRIPES 100%_',
      'zebra towel',
      'zebra 214',
    ])
      expect([q, await found(q)]).toEqual([q, expect.arrayContaining([one.id])])
    for (const q of ['zebra pillow', 'zebra 215', '100__stripes', `T-${one.number}9`, "'; drop table tickets; --"])
      expect([q, await found(q)]).toEqual([q, expect.not.arrayContaining([one.id])])
    expect(idsOf(await list('marco', { q: 'zebra', view: 'all' }))).toEqual([])
  })

  it('tells each caller their own read position', async () => {
    const { id } = await opened(await actorAs('felix'), asking({ message: 'Hello' }))
    const read = async (who: keyof typeof cast) =>
      (await list(who, { limit: 200 })).body.items.find((one) => one.ticket.id === id)?.read
    expect(await read('felix')).toEqual({ seq: 2, n: 1 })
    expect(await read('hana')).toEqual({ seq: 0, n: 0 })
  })

  it('holds what a ticket is, and nothing of a person but ids', async () => {
    await opened(await actorAs('felix'))
    const { items } = (await list('hana', { limit: 1 })).body
    const text = JSON.stringify(items)
    for (const person of Object.values(cast)) {
      expect(text).not.toContain(person.email)
      expect(text).not.toContain(person.name)
    }
    expect(await db().$count(entries)).toBeGreaterThan(0)
  })
})
