import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { newId } from '@/lib/schema'
import { asking, askingFor, opened, ticketIn } from '@/lib/tickets/specimen'
import { getTicket } from '@/lib/tickets/tickets'
import { actorAs, ask } from '@/scripts/stage/stage'
import { changesOnce, refusesWhatAllRefuse } from '../../../drill'
import { DELETE, PUT } from './route'

const send = async (
  handler: typeof PUT,
  method: 'PUT' | 'DELETE',
  who: keyof typeof cast,
  id: string,
  personId: string,
  entryId = newId(),
) => ask(handler, { as: await actorAs(who), method, params: { id, personId }, body: { id: entryId } })

describe('PUT /api/tickets/:id/watchers/:personId', () => {
  const params = { personId: cast.helen.id }
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT', params })
  changesOnce({
    ...{ handler: PUT, method: 'PUT', params, from: 'new', by: 'hana', notFor: 'marco', event: 'watcher_added' },
    ...{ leads: { namedIds: [cast.helen.id], version: 2, stateVersion: 1 }, hasBasedOn: false },
  })

  it('lets everybody who sees it watch it', async () => {
    const { id } = await opened(await actorAs('felix'), askingFor('A tap drips', 'engineering'))
    expect(await send(PUT, 'PUT', 'ines', id, cast.ines.id)).toMatchObject({
      status: 200,
      body: { ticket: { watcherIds: [cast.ines.id], namedIds: [] } },
    })
    expect((await send(PUT, 'PUT', 'hana', id, cast.hana.id)).status).toBe(404)
  })

  it('gives sight to whom it names, on a restricted one too', async () => {
    const { id } = await ticketIn('new', asking({ restricted: true, namedIds: [cast.hana.id] }))
    const helen = await actorAs('helen')
    await expect(getTicket(helen, id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await send(PUT, 'PUT', 'felix', id, cast.helen.id)).status).toBe(200)
    expect((await getTicket(helen, id)).ticket.namedIds).toEqual([cast.hana.id, cast.helen.id].sort())
  })

  it('PUT of somebody who is not there → 400, of what is no id → 404', async () => {
    const { id } = await ticketIn('new')
    expect(await send(PUT, 'PUT', 'felix', id, newId())).toMatchObject({
      status: 400,
      body: { error: { message: 'no_such_person', field: 'params.personId' } },
    })
    expect((await send(PUT, 'PUT', 'felix', id, 'helen')).status).toBe(404)
  })
})

describe('DELETE /api/tickets/:id/watchers/:personId', () => {
  refusesWhatAllRefuse({ handler: DELETE, method: 'DELETE', params: { personId: cast.helen.id } })

  it('takes somebody off every list, once', async () => {
    const { id } = await ticketIn('new')
    await send(PUT, 'PUT', 'felix', id, cast.helen.id)
    await send(PUT, 'PUT', 'helen', id, cast.helen.id)
    const once = newId()
    for (const entryId of [once, once, newId()])
      expect(await send(DELETE, 'DELETE', 'felix', id, cast.helen.id, entryId)).toMatchObject({
        status: 200,
        body: { seq: 4, ticket: { watcherIds: [], namedIds: [] } },
      })
    expect(await send(DELETE, 'DELETE', 'felix', id, cast.helen.id, id)).toMatchObject({
      status: 409,
      body: { error: { message: 'id_reused' } },
    })
    await expect(getTicket(await actorAs('helen'), id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('lets everybody take themselves off, and answers again though they no longer see it', async () => {
    const { id } = await ticketIn('new')
    await send(PUT, 'PUT', 'felix', id, cast.helen.id)
    const once = newId()
    for (const _ of [1, 2]) {
      const left = await send(DELETE, 'DELETE', 'helen', id, cast.helen.id, once)
      expect([left.status, left.body]).toEqual([200, { ticket: null, seq: 3 }])
    }
  })

  it('DELETE of somebody else by whom it is not for → 403', async () => {
    const { id } = await ticketIn('new')
    await send(PUT, 'PUT', 'felix', id, cast.helen.id)
    await send(PUT, 'PUT', 'felix', id, cast.marco.id)
    expect((await send(DELETE, 'DELETE', 'hana', id, cast.helen.id)).status).toBe(403)
    expect((await send(DELETE, 'DELETE', 'helen', id, cast.marco.id)).status).toBe(403)
  })
})
