/** Reading one ticket, and editing what it says. */
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast, roomId } from '@/db/cast'
import { db } from '@/db/client'
import { people, readPositions } from '@/db/schema'
import { readJournal } from '@/lib/chat/entries'
import { sendMessage } from '@/lib/chat/messages'
import { newId } from '@/lib/schema'
import { askingFor, opened, ticketIn, written } from '@/lib/tickets/specimen'
import { restrictTicket } from '@/lib/tickets/watchers'
import { actorAs, ask } from '@/scripts/stage/stage'
import { refusesWhatAllRefuse } from '../drill'
import { GET, PATCH } from './route'

describe('GET /api/tickets/:id', () => {
  const read = async (who: keyof typeof cast, id: string) => ask(GET, { as: await actorAs(who), params: { id } })

  it('shows it to those who may see it; to others it is not there', async () => {
    const ticket = await ticketIn('accepted')
    expect((await read('maria', ticket.id)).body).toEqual({
      ticket,
      links: [],
      read: { seq: 0, n: 0 },
      readers: [{ personId: cast.felix.id, seq: 1, n: 0, at: expect.stringMatching(/Z$/) }],
    })
    const unseen = await read('marco', ticket.id)
    expect([unseen.status, unseen.body]).toEqual([404, { error: { code: 'not_found', message: 'not_found' } }])
    for (const id of [newId(), '412', `${ticket.id}'`]) expect((await read('marco', id)).body).toEqual(unseen.body)
    expect((await ask(GET, { params: { id: ticket.id } })).status).toBe(401)
  })

  it('tells who has read how far, of those who may see it now', async () => {
    const { id } = await ticketIn('accepted')
    for (const who of ['hana', 'maria', 'ines', 'rosa'] as const)
      await sendMessage(await actorAs(who), id, { ...written(), body: 'Seen', mentions: [] })
    const readers = async () =>
      (await read('felix', id)).body.readers.map((one: { personId: string }) => one.personId).sort()
    const all = [cast.felix, cast.hana, cast.maria, cast.ines, cast.rosa]
    expect(await readers()).toEqual(all.map((person) => person.id).sort())
    await db().update(people).set({ active: false }).where(eq(people.id, cast.rosa.id))
    await restrictTicket(await actorAs('felix'), id, { ...written(), namedIds: [cast.ines.id] })
    expect(await readers()).toEqual([cast.felix.id, cast.hana.id, cast.ines.id].sort())
    expect(await db().$count(readPositions, eq(readPositions.ticketId, id))).toBe(5)
  })
})

describe('PATCH /api/tickets/:id', () => {
  refusesWhatAllRefuse({ handler: PATCH, method: 'PATCH', body: { version: 1, summary: 'Large ones' } })

  const edit = async (who: keyof typeof cast, id: string, body: object) =>
    ask(PATCH, { as: await actorAs(who), method: 'PATCH', params: { id }, body: { id: newId(), ...body } })

  it('changes what is sent and nothing else, and tells what changed', async () => {
    const before = await ticketIn('accepted')
    const dueAt = '2099-01-01T12:00:00+01:00'
    const changes = { placeId: roomId(413), quantity: 6, summary: before.summary, dueAt }
    const { status, body } = await edit('ines', before.id, { version: 2, ...changes })
    expect(status).toBe(200)
    expect(body.ticket).toEqual({
      ...before,
      ...{ placeId: roomId(413), quantity: 6, dueAt: '2099-01-01T11:00:00.000Z', version: 3, lastSeq: 3 },
      lastEntryAt: expect.any(String),
    })
    expect((await readJournal(before.id, 3, 3))[0]?.body).toEqual({
      code: 'edited',
      params: {
        changes: [
          { field: 'placeId', from: roomId(412), to: roomId(413) },
          { field: 'quantity', from: 4, to: 6 },
          { field: 'dueAt', from: before.dueAt, to: '2099-01-01T11:00:00.000Z' },
        ],
      },
    })
  })

  it('is the opener’s until somebody accepts, and never the department’s → 403', async () => {
    const luca = await actorAs('luca')
    const { id } = await opened(luca, askingFor('A pillow', 'housekeeping'))
    expect((await edit('luca', id, { version: 1, quantity: 2 })).status).toBe(200)
    expect((await edit('hana', id, { version: 2, quantity: 3 })).status).toBe(403)
    const accepted = await ticketIn('accepted')
    expect((await edit('hana', accepted.id, { version: 2, quantity: 3 })).status).toBe(403)
  })

  it('twice → one entry; the same id with other content → 409', async () => {
    const { id } = await ticketIn('new')
    const once = newId()
    const first = { id: once, version: 1, quantity: 2 }
    for (const body of [first, first, { version: 2, quantity: 2 }])
      expect((await edit('felix', id, body)).body).toMatchObject({ seq: 2, ticket: { version: 2, quantity: 2 } })
    expect(await edit('felix', id, { ...first, quantity: 3 })).toMatchObject({
      status: 409,
      body: { error: { message: 'id_reused' } },
    })
  })

  it('of two who edit the same version, the second is told who was first → 409 with the ticket as it is', async () => {
    const { id } = await ticketIn('new')
    const both = await Promise.all([
      edit('felix', id, { version: 1, quantity: 2 }),
      edit('ines', id, { version: 1, quantity: 3 }),
    ])
    const [won, lost] = both.toSorted((a, b) => a.status - b.status)
    expect(won?.status).toBe(200)
    expect(lost).toMatchObject({
      status: 409,
      body: {
        error: {
          message: 'stale_edit',
          params: { name: won?.body.ticket.quantity === 2 ? cast.felix.name : cast.ines.name },
          current: { id, version: 2, quantity: won?.body.ticket.quantity },
        },
      },
    })
  })

  it('refuses what does not fit → 400 naming the field', async () => {
    const { id } = await ticketIn('new')
    const text = await opened(await actorAs('felix'), askingFor('A cot', 'housekeeping'))
    for (const [ticketId, over, field] of [
      [id, { version: undefined }, 'body.version'],
      [id, { version: '1' }, 'body.version'],
      [id, { placeId: newId() }, 'body.placeId'],
      [id, { quantity: 1_000 }, 'body.quantity'],
      [id, { fields: { colour: 'red' } }, 'body.fields.colour'],
      [id, { departmentId: newId() }, 'body.departmentId'],
      [text.id, { summary: '' }, 'body.summary'],
    ] as const)
      expect(await edit('felix', ticketId, { version: 1, ...over })).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid', field } },
      })
  })
})
