import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/schema'
import { asking, ticketIn } from '@/lib/tickets/specimen'
import { actorAs, ask } from '@/scripts/stage/stage'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { PUT as SET } from '../guest/route'
import { PUT } from './route'

const put = async (id: string, body: object) =>
  ask(PUT, { as: await actorAs('ines'), method: 'PUT', params: { id }, body: { id: newId(), ...body } })

describe('PUT /api/tickets/:id/call-back', () => {
  const drill = { handler: PUT, method: 'PUT' as const, body: { outcome: 'content' } }
  refusesWhatAllRefuse(drill)
  for (const from of ['done', 'closed', 'cancelled'] as const)
    changesOnce({
      ...{ ...drill, from, by: 'felix', notFor: 'marco', event: 'called_back', hasBasedOn: false },
      leads: { callBack: 'content', status: from },
    })

  it('400 naming the field for an outcome that is none', async () => {
    const { id } = await ticketIn('done')
    for (const outcome of ['owed', 'fine', null, undefined])
      expect(await put(id, { outcome })).toMatchObject({ status: 400, body: { error: { field: 'body.outcome' } } })
  })

  it('is corrected by ticking anew, and asked for anew by the guest’s wish', async () => {
    const { id } = await ticketIn('done', asking({ callBack: true }))
    await put(id, { outcome: 'not_reached' })
    expect((await put(id, { outcome: 'content' })).body.ticket.callBack).toBe('content')
    const set = async (callBack: boolean) =>
      ask(SET, { as: await actorAs('ines'), method: 'PUT', params: { id }, body: { id: newId(), callBack } })
    // Not wanted any more, once it was made, is no change.
    expect((await set(false)).body.ticket.callBack).toBe('content')
    expect((await set(true)).body.ticket.callBack).toBe('owed')
    expect((await set(false)).body.ticket.callBack).toBeNull()
  })
})
