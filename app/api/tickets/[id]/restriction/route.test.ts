import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { newId } from '@/lib/schema'
import { ticketIn } from '@/lib/tickets/specimen'
import { getTicket } from '@/lib/tickets/tickets'
import { addWatcher } from '@/lib/tickets/watchers'
import { actorAs, ask } from '@/scripts/stage/stage'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { DELETE, PUT } from './route'

describe('PUT /api/tickets/:id/restriction', () => {
  const body = { namedIds: [cast.helen.id] }
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT', body })
  changesOnce({
    ...{ handler: PUT, method: 'PUT', body, from: 'accepted', by: 'felix', notFor: 'hana', event: 'restricted' },
    ...{ leads: { restricted: true, namedIds: [cast.helen.id], status: 'accepted' }, hasBasedOn: false },
  })

  it('leaves it to its opener, its assignee, people added by name, and managers', async () => {
    const { id } = await ticketIn('accepted')
    await addWatcher(await actorAs('ines'), id, cast.ines.id, { id: newId() })
    const restrict = await ask(PUT, {
      ...{ as: await actorAs('felix'), method: 'PUT', params: { id } },
      body: { id: newId(), ...body },
    })
    expect(restrict.status).toBe(200)
    for (const who of ['felix', 'hana', 'helen', 'nora', 'viktor'] as const)
      expect(await getTicket(await actorAs(who), id)).toMatchObject({ ticket: { id } })
    for (const who of ['ines', 'tomas', 'ada', 'maria', 'marco', 'yusuf'] as const)
      await expect(getTicket(await actorAs(who), id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('answers a dispatcher who restricts themselves out of it, also the second time', async () => {
    const { id } = await ticketIn('new')
    const question = {
      ...{ as: await actorAs('ines'), method: 'PUT', params: { id } },
      body: { id: newId(), namedIds: [] },
    }
    for (const _ of [1, 2]) {
      const answer = await ask(PUT, question)
      expect([answer.status, answer.body]).toEqual([200, { ticket: null, seq: 2 }])
    }
    // Any other id of theirs meets what is no longer there for them.
    expect((await ask(PUT, { ...question, body: { id: newId() } })).status).toBe(404)
    expect((await ask(PUT, { ...question, as: await actorAs('tomas') })).status).toBe(404)
  })

  it('PUT naming somebody who is not there → 400', async () => {
    const { id } = await ticketIn('new')
    const named = await ask(PUT, {
      ...{ as: await actorAs('felix'), method: 'PUT', params: { id } },
      body: { id: newId(), namedIds: [newId()] },
    })
    expect(named).toMatchObject({ status: 400, body: { error: { message: 'no_such_person', field: 'body.namedIds' } } })
  })
})

describe('DELETE /api/tickets/:id/restriction', () => {
  refusesWhatAllRefuse({ handler: DELETE, method: 'DELETE' })

  it('is for managers only', async () => {
    const { id } = await ticketIn('accepted')
    const ask_ = async (handler: typeof PUT, method: string, who: keyof typeof cast, entryId = newId()) =>
      ask(handler, { as: await actorAs(who), method, params: { id }, body: { id: entryId } })
    await ask_(PUT, 'PUT', 'felix')
    // Its opener, a dispatcher; and its assignee.
    for (const who of ['felix', 'hana'] as const)
      expect(await ask_(DELETE, 'DELETE', who)).toMatchObject({
        status: 403,
        body: { error: { message: 'not_yours' } },
      })
    expect((await ask_(DELETE, 'DELETE', 'maria')).status).toBe(404)
    const once = newId()
    for (const entryId of [once, once, newId()])
      expect(await ask_(DELETE, 'DELETE', 'nora', entryId)).toMatchObject({
        status: 200,
        body: { seq: 4, ticket: { restricted: false } },
      })
    expect((await ask_(PUT, 'PUT', 'maria')).status).toBe(403)
  })
})
