import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { listAudit } from '@/lib/audit/audit'
import { readJournal } from '@/lib/chat/entries'
import { newId } from '@/lib/schema'
import { opened } from '@/lib/tickets/specimen'
import { actorAs, ask } from '@/scripts/stage/stage'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { GET } from '../route'
import { DELETE, PUT } from './route'

type Who = keyof typeof cast
const send = async (method: 'PUT' | 'DELETE', by: Who, id: string) => {
  const body = method === 'PUT' ? { id: newId(), reason: 'a claim' } : { id: newId() }
  return ask(method === 'PUT' ? PUT : DELETE, { as: await actorAs(by), method, params: { id }, body })
}
const holdSeenBy = async (by: Who, id: string) =>
  (await ask(GET, { as: await actorAs(by), params: { id } })).body.legalHold

describe('PUT and DELETE /api/tickets/:id/legal-hold', () => {
  const drill = { handler: PUT, method: 'PUT' as const, body: { reason: 'a claim' } }
  refusesWhatAllRefuse(drill)
  refusesWhatAllRefuse({ handler: DELETE, method: 'DELETE' })
  const set = { event: 'legal_hold_set', leads: {}, hasBasedOn: false, from: 'done' as const }
  changesOnce({ ...drill, ...set, by: 'nora', notFor: 'marco' })

  it('is for managers and admins, and nobody else', async () => {
    const ticket = await opened(await actorAs('felix'))
    for (const who of Object.keys(cast) as Who[]) {
      const isTheirs = cast[who].role === 'manager' || cast[who].role === 'admin'
      const { status } = await send('PUT', who, ticket.id)
      expect([who, isTheirs ? status === 200 : status === 403 || status === 404]).toEqual([who, true])
    }
  })

  it('is shown in the ticket to whoever sees it, until it is lifted; both stand in the thread', async () => {
    const { id } = await opened(await actorAs('felix'))
    expect(await holdSeenBy('hana', id)).toBeUndefined()
    await send('PUT', 'nora', id)
    expect(await holdSeenBy('hana', id)).toEqual({
      reason: 'a claim',
      setById: cast.nora.id,
      setAt: expect.any(String),
    })
    await send('DELETE', 'ada', id)
    expect(await holdSeenBy('hana', id)).toBeUndefined()
    const said = (await readJournal(id, 2, 9)).map(({ authorId, body }) => [authorId, 'code' in body && body.code])
    expect(said).toEqual([
      [cast.nora.id, 'legal_hold_set'],
      [cast.ada.id, 'legal_hold_lifted'],
    ])
  })

  it('that was seen is lifted, and no other that has come in its place', async () => {
    const { id } = await opened(await actorAs('felix'))
    await send('PUT', 'nora', id)
    const seen = (await holdSeenBy('nora', id))?.setAt
    await send('DELETE', 'ada', id)
    await send('PUT', 'ada', id)
    const lift = async (setAt?: string) =>
      ask(DELETE, { as: await actorAs('nora'), method: 'DELETE', params: { id }, body: { id: newId(), setAt } })
    expect(await lift(seen)).toMatchObject({ status: 409, body: { error: { message: 'held_anew' } } })
    const standing = await holdSeenBy('nora', id)
    expect(standing).toMatchObject({ setById: cast.ada.id })
    expect((await lift(standing?.setAt)).status).toBe(200)
    expect(await holdSeenBy('nora', id)).toBeUndefined()
  })

  it('asked again late is not said to stand when it was lifted, nor to be lifted when another stands', async () => {
    const { id } = await opened(await actorAs('felix'))
    const nora = await actorAs('nora')
    const set = { as: nora, method: 'PUT', params: { id }, body: { id: newId(), reason: 'a claim' } }
    const lift = { as: nora, method: 'DELETE', params: { id }, body: { id: newId() } }
    expect((await ask(PUT, set)).status).toBe(200)
    expect((await ask(DELETE, lift)).status).toBe(200)
    expect((await ask(DELETE, lift)).status).toBe(200)
    const told = { message: 'hold_lifted', current: { id } }
    expect(await ask(PUT, set)).toMatchObject({ status: 409, body: { error: told } })
    expect(await holdSeenBy('nora', id)).toBeUndefined()
    await send('PUT', 'ada', id)
    expect(await ask(DELETE, lift)).toMatchObject({ status: 409, body: { error: { ...told, message: 'held_anew' } } })
    expect(await holdSeenBy('nora', id)).toMatchObject({ setById: cast.ada.id })
    // It is under hold, as it was asked to be.
    expect((await ask(PUT, set)).status).toBe(200)
  })

  it('asked again late leaves one that came since, also where the one that was seen was gone already', async () => {
    const { id } = await opened(await actorAs('felix'))
    await send('PUT', 'nora', id)
    const setAt = (await holdSeenBy('nora', id))?.setAt
    await send('DELETE', 'ada', id)
    const lift = { as: await actorAs('nora'), method: 'DELETE', params: { id }, body: { id: newId(), setAt } }
    expect((await ask(DELETE, lift)).status).toBe(200)
    await send('PUT', 'ada', id)
    expect(await ask(DELETE, lift)).toMatchObject({ status: 409, body: { error: { message: 'held_anew' } } })
    expect(await holdSeenBy('nora', id)).toMatchObject({ setById: cast.ada.id })
  })

  it('is on record with whoever set and lifted it, once each', async () => {
    const { id } = await opened(await actorAs('felix'))
    await send('PUT', 'nora', id)
    await send('PUT', 'ada', id)
    await send('DELETE', 'ada', id)
    await send('DELETE', 'nora', id)
    const { items } = await listAudit(await actorAs('nora'), { limit: 100 })
    const lines = items.filter(({ details }) => details.ticketId === id)
    expect(lines.map(({ actorId, action }) => [actorId, action])).toEqual([
      [cast.ada.id, 'hold.lifted'],
      [cast.nora.id, 'hold.set'],
    ])
  })
})
