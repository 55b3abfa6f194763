import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { absences } from '@/db/schema'
import { readJournal } from '@/lib/chat/entries'
import { startShift } from '@/lib/duty/duty'
import { newId } from '@/lib/ids'
import { acceptTicket } from '@/lib/tickets/assignment'
import { asking, askingFor, opened, ticketIn, written } from '@/lib/tickets/specimen'
import { getTicket } from '@/lib/tickets/tickets'
import { restrictTicket } from '@/lib/tickets/watchers'
import { actorAs, ask } from '@/scripts/stage/stage'
import { DELETE, PUT } from './route'

type Who = keyof typeof cast

const off = async (by: Who, whom: string, body: object = {}) =>
  ask(PUT, { as: await actorAs(by), method: 'PUT', params: { id: whom }, body: { id: newId(), ...body } })
const back = async (by: Who, whom: string, id: string) =>
  ask(DELETE, { as: await actorAs(by), method: 'DELETE', params: { id: whom }, body: { id } })

describe('PUT /api/people/:id/absence', () => {
  it('401 signed out', async () => {
    const question = { method: 'PUT', params: { id: cast.hana.id }, body: { id: newId() } }
    expect((await ask(PUT, question)).status).toBe(401)
  })

  it('400 naming the field, and nobody is off', async () => {
    for (const [body, field] of [
      [{ id: 'x' }, 'body.id'],
      [{ until: 'evening' }, 'body.until'],
      [{ until: '2020-01-01T00:00:00Z' }, 'body.until'],
      [{ until: '2150-01-01T00:00:00Z' }, 'body.until'],
      [{ reason: 'ill' }, 'body.reason'],
    ] as const)
      expect(await off('hana', cast.hana.id, body)).toMatchObject({ status: 400, body: { error: { field } } })
    const ticket = await ticketIn('accepted')
    expect((await getTicket(await actorAs('felix'), ticket.id)).ticket.assigneeId).toBe(cast.hana.id)
  })

  it('403 for an attendant who says it of another, also of nobody', async () => {
    for (const whom of [cast.maria.id, newId()])
      expect(await off('hana', whom)).toMatchObject({ status: 403, body: { error: { message: 'not_yours' } } })
  })

  it.each(['hana', newId()])('404 for %s, who is nobody', async (whom) => {
    expect((await off('felix', whom)).status).toBe(404)
  })

  it.each(['felix', 'nora', 'ada', 'oksana'] as const)('200 said by %s', async (by) => {
    const { status, body } = await off(by, cast.oksana.id)
    expect([status, body]).toMatchObject([200, { standing: { absence: { setById: cast[by].id }, duty: null } }])
  })

  it('200 until the end of the hotel’s business day, unless it says when', async () => {
    const { body } = await off('felix', cast.piotr.id)
    const { until } = body.standing.absence
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Vienna', hour: '2-digit', minute: '2-digit' })
    expect(clock.format(new Date(until))).toBe('03:00')
    expect(Date.parse(until) - Date.now()).toBeLessThanOrEqual(25 * 3_600_000)
    const later = await off('felix', cast.piotr.id, { until: '2099-01-01T12:00:00+02:00' })
    expect(later.body.standing.absence.until).toBe('2099-01-01T10:00:00.000Z')
  })

  it('200 gives back all that is unfinished, in the name of whoever said it, and ends the shift', async () => {
    const felix = await actorAs('felix')
    await startShift(await actorAs('hana'), { id: newId() })
    const left = [await ticketIn('accepted'), await ticketIn('in_progress'), await ticketIn('on_hold')]
    const done = await ticketIn('done')
    const { body } = await off('felix', cast.hana.id)
    expect(body.returned).toBeGreaterThanOrEqual(left.length)
    expect(body.standing.duty).toBeNull()
    for (const before of left) {
      const { ticket } = await getTicket(felix, before.id)
      const isHeld = before.status === 'on_hold'
      expect(ticket).toMatchObject({ assigneeId: null, status: isHeld ? 'on_hold' : 'new' })
      if (isHeld) expect(ticket.hold).toMatchObject({ from: 'new', reason: 'do_not_disturb' })
      const [entry, ...more] = await readJournal(before.id, before.lastSeq + 1, 99)
      expect(more).toEqual([])
      const params = { from: cast.hana.id, reason: 'off_today' }
      expect(entry).toMatchObject({ authorId: cast.felix.id, body: { code: 'released', params } })
    }
    expect((await getTicket(felix, done.id)).ticket.assigneeId).toBe(cast.hana.id)
  })

  it('200 also what whoever says it may not see, and does not count it', async () => {
    const [luca, chloe] = [await actorAs('luca'), await actorAs('chloe')]
    const { id } = await opened(luca, askingFor('A word in private', 'roomService'))
    await acceptTicket(chloe, id, written())
    await restrictTicket(luca, id, { ...written(), namedIds: [] })
    const { status, body } = await off('felix', cast.chloe.id)
    expect([status, body.returned]).toEqual([200, 0])
    expect((await getTicket(luca, id)).ticket).toMatchObject({ status: 'new', assigneeId: null })
  })

  it('200 happens once by its id, also at once, and what was taken since stays', async () => {
    const maria = await actorAs('maria')
    const first = await opened(await actorAs('felix'), asking())
    await acceptTicket(maria, first.id, written())
    const id = newId()
    const both = await Promise.all([off('felix', cast.maria.id, { id }), off('felix', cast.maria.id, { id })])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    expect(both.map(({ body }) => body.returned).sort()).toEqual([0, 1])
    await acceptTicket(maria, first.id, written())
    expect((await off('felix', cast.maria.id, { id })).body.returned).toBe(0)
    expect((await getTicket(maria, first.id)).ticket.assigneeId).toBe(cast.maria.id)
    expect((await off('felix', cast.maria.id)).body.returned).toBe(1)
  })

  it('409 for an id that is somebody else’s absence', async () => {
    const id = newId()
    await off('felix', cast.yusuf.id, { id })
    expect(await off('felix', cast.helen.id, { id })).toMatchObject({ status: 409 })
  })

  it('409 for an id that was said by another, or until another time', async () => {
    const [id, until] = [newId(), '2099-01-01T12:00:00Z']
    await off('felix', cast.helen.id, { id, until })
    expect((await off('felix', cast.helen.id, { id, until: '2099-01-01T13:00:00+01:00' })).status).toBe(200)
    for (const [by, body] of [
      ['felix', { until: '2099-01-01T13:00:00Z' }],
      ['felix', {}],
      ['nora', { until }],
    ] as const) {
      const reply = await off(by, cast.helen.id, { id, ...body })
      expect([body, reply]).toMatchObject([body, { status: 409, body: { error: { message: 'id_reused' } } }])
    }
    const today = newId()
    await off('felix', cast.helen.id, { id: today })
    const earlier = (column: string) =>
      sql.raw(`(${column} at time zone 'Europe/Vienna' - interval '3 days') at time zone 'Europe/Vienna'`)
    await db()
      .update(absences)
      .set({ startedAt: earlier('started_at'), until: earlier('until') })
      .where(eq(absences.id, today))
    // Asked again days later it is the same: it ended with the day on which it was said.
    expect((await off('felix', cast.helen.id, { id: today })).status).toBe(200)
  })

  it('200 is over as soon as they begin a shift', async () => {
    await off('felix', cast.marco.id)
    const standing = await startShift(await actorAs('marco'), { id: newId() })
    expect(standing).toMatchObject({ duty: expect.any(Object), absence: null })
  })
})

describe('DELETE /api/people/:id/absence', () => {
  it('401 signed out, 400 without saying which', async () => {
    const question = { method: 'DELETE', params: { id: cast.hana.id }, body: { id: newId() } }
    expect((await ask(DELETE, question)).status).toBe(401)
    expect((await ask(DELETE, { ...question, as: await actorAs('hana'), body: {} })).status).toBe(400)
  })

  it('403 for an attendant about another, 404 where there is none such, 200 by whoever may, twice', async () => {
    const { body } = await off('felix', cast.bruno.id)
    const { id } = body.standing.absence
    expect((await back('hana', cast.bruno.id, id)).status).toBe(403)
    expect((await back('felix', cast.bruno.id, newId())).status).toBe(404)
    expect((await back('felix', cast.ali.id, id)).status).toBe(404)
    expect(await back('bruno', cast.bruno.id, id)).toMatchObject({ status: 200, body: { absence: null } })
    const again = await off('felix', cast.bruno.id)
    // A late retry ends what it meant, which is over.
    expect((await back('bruno', cast.bruno.id, id)).body.absence.id).toBe(again.body.standing.absence.id)
  })
})
