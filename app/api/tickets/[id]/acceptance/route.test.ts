/** Accepting, taking over and releasing, as asked of the API. */
import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { readJournal } from '@/lib/chat/entries'
import { newId } from '@/lib/schema'
import { opened, ticketIn } from '@/lib/tickets/specimen'
import { actorAs, ask } from '@/scripts/stage/stage'
import { refusesWhatAllRefuse } from '../../drill'
import { DELETE, PUT } from './route'

describe('PUT /api/tickets/:id/acceptance', () => {
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT' })

  const accept = async (who: keyof typeof cast, id: string, body: object = {}) =>
    ask(PUT, { as: await actorAs(who), method: 'PUT', params: { id }, body: { id: newId(), ...body } })

  it('puts one name on it', async () => {
    const { id } = await ticketIn('new')
    const { status, body } = await accept('hana', id)
    expect(status).toBe(200)
    expect(body).toMatchObject({
      seq: 2,
      ticket: {
        status: 'accepted',
        assigneeId: cast.hana.id,
        stateChangedById: cast.hana.id,
        version: 2,
        stateVersion: 2,
      },
    })
    expect((await readJournal(id, 2, 2))[0]).toMatchObject({ kind: 'event', body: { code: 'accepted' }, n: 0 })
  })

  it('refuses whoever sees it without belonging to the department → 403', async () => {
    const ines = await actorAs('ines')
    const { id } = await opened(await actorAs('luca'))
    expect(await accept('luca', id)).toMatchObject({ status: 403, body: { error: { message: 'not_yours' } } })
    expect((await ask(PUT, { as: ines, method: 'PUT', params: { id }, body: { id: newId() } })).status).toBe(200)
  })

  it('gives it to one of two who accept at once, and tells the other who', async () => {
    const { id } = await ticketIn('new')
    const both = await Promise.all([accept('hana', id, { basedOn: 1 }), accept('maria', id, { basedOn: 1 })])
    const [won, lost] = both.toSorted((a, b) => a.status - b.status)
    const winner = won?.body.ticket.assigneeId
    expect([cast.hana.id, cast.maria.id]).toContain(winner)
    expect(lost).toMatchObject({
      status: 409,
      body: {
        error: {
          code: 'conflict',
          message: 'accepted_by_other',
          params: { name: winner === cast.hana.id ? cast.hana.name : cast.maria.name },
          current: { id, assigneeId: winner },
        },
      },
    })
    expect(await readJournal(id, 1, 9)).toHaveLength(2)
  })

  it('is no error twice, and leaves one entry', async () => {
    const { id } = await ticketIn('new')
    const first = newId()
    const again = [
      await accept('hana', id, { id: first }),
      await accept('hana', id, { id: first }),
      await accept('hana', id),
    ]
    expect(again.map(({ status, body }) => [status, body.seq, body.ticket.status])).toEqual([
      [200, 2, 'accepted'],
      [200, 2, 'accepted'],
      [200, 2, 'accepted'],
    ])
    expect(await readJournal(id, 1, 9)).toHaveLength(2)
  })

  it('refuses the same id for something else → 409', async () => {
    const { id } = await ticketIn('new')
    const first = newId()
    await accept('hana', id, { id: first })
    const other = await ask(DELETE, {
      as: await actorAs('hana'),
      method: 'DELETE',
      params: { id },
      body: { id: first },
    })
    expect(other).toMatchObject({ status: 409, body: { error: { message: 'id_reused' } } })
  })

  it('takes over from exactly whom it names', async () => {
    const { id } = await ticketIn('in_progress')
    const from = cast.hana.id
    const taken = await accept('maria', id, { from })
    expect(taken).toMatchObject({ status: 200, body: { ticket: { status: 'accepted', assigneeId: cast.maria.id } } })
    expect((await readJournal(id, 4, 4))[0]?.body).toEqual({ code: 'taken_over', params: { from } })
    expect(await accept('rosa', id, { from })).toMatchObject({
      status: 409,
      body: {
        error: {
          message: 'not_assignee_any_more',
          params: { name: cast.hana.name },
          current: { assigneeId: cast.maria.id },
        },
      },
    })
  })

  it('refuses what was decided on an older state, in words', async () => {
    const { id } = await ticketIn('done')
    expect(await accept('maria', id, { basedOn: 1 })).toMatchObject({
      status: 409,
      body: {
        error: {
          message: 'stale',
          params: { name: cast.hana.name, status: 'done', at: expect.stringMatching(/Z$/) },
          current: { status: 'done' },
        },
      },
    })
    expect(await accept('maria', id)).toMatchObject({
      status: 409,
      body: { error: { message: 'wrong_state', params: { status: 'done' } } },
    })
  })
})

describe('DELETE /api/tickets/:id/acceptance', () => {
  refusesWhatAllRefuse({ handler: DELETE, method: 'DELETE' })

  const release = async (who: keyof typeof cast, id: string, body: object = {}) =>
    ask(DELETE, { as: await actorAs(who), method: 'DELETE', params: { id }, body: { id: newId(), ...body } })

  it('makes it new and nobody’s', async () => {
    const { id } = await ticketIn('in_progress')
    expect(await release('hana', id)).toMatchObject({
      status: 200,
      body: { seq: 4, ticket: { status: 'new', assigneeId: null, acceptedAt: null, startedAt: null } },
    })
    expect((await readJournal(id, 4, 4))[0]?.body).toEqual({ code: 'released', params: { from: cast.hana.id } })
    expect(await release('hana', id)).toMatchObject({ status: 200, body: { seq: 4 } })
  })

  it('says why, if that was said, and refuses a reason that is none, or that an absence alone may give', async () => {
    const { id } = await ticketIn('accepted')
    for (const reason of ['lunch', 'off_today'])
      expect(await release('hana', id, { reason })).toMatchObject({
        status: 400,
        body: { error: { field: 'body.reason' } },
      })
    expect(await release('hana', id, { reason: 'no_time' })).toMatchObject({ status: 200, body: { seq: 3 } })
    const params = { from: cast.hana.id, reason: 'no_time' }
    expect((await readJournal(id, 3, 3))[0]?.body).toEqual({ code: 'released', params })
  })

  it('is not for those who only see it → 403, nor for what is done → 409', async () => {
    const seen = await opened(await actorAs('luca'))
    expect((await release('luca', seen.id)).status).toBe(403)
    const { id } = await ticketIn('done')
    expect(await release('hana', id)).toMatchObject({ status: 409, body: { error: { message: 'wrong_state' } } })
  })
})
