import { describe, expect, it } from 'vitest'
import type { cast } from '@/db/cast'
import { readJournal } from '@/lib/chat/entries'
import { newId } from '@/lib/schema'
import { asking, opened, ticketIn } from '@/lib/tickets/specimen'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET as BOARD } from '../../../board/route'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { GET as LIST } from '../../route'
import { PUT as TICK } from '../call-back/route'
import { PUT } from './route'

const put = async (by: keyof typeof cast, id: string, body: object) =>
  ask(PUT, { as: await actorAs(by), method: 'PUT', params: { id }, body: { id: newId(), ...body } })
const idsIn = async (by: keyof typeof cast, query: Record<string, string>) => {
  const { items } = (await ask(LIST, { as: await actorAs(by), query })).body
  return items.map(({ ticket }: { ticket: { id: string } }) => ticket.id)
}

describe('PUT /api/tickets/:id/guest', () => {
  const drill = { handler: PUT, method: 'PUT' as const, body: { name: 'Mrs Okafor', inRoom: true, callBack: true } }
  const leads = { guestName: 'Mrs Okafor', guestInRoom: true, callBack: 'owed' }
  refusesWhatAllRefuse(drill)
  changesOnce({
    ...drill,
    from: 'in_progress',
    by: 'felix',
    notFor: 'marco',
    event: 'guest_set',
    leads,
    hasBasedOn: false,
  })

  it('400 naming the field', async () => {
    const { id } = await ticketIn('new')
    for (const [body, field] of [
      [{ name: 'x'.repeat(81) }, 'body.name'],
      [{ name: 'two\nlines' }, 'body.name'],
      [{ inRoom: 'yes' }, 'body.inRoom'],
      [{ callBack: 'owed' }, 'body.callBack'],
    ] as const)
      expect(await put('felix', id, body)).toMatchObject({ status: 400, body: { error: { field } } })
  })

  it('what is not sent stays, and the journal says what changed', async () => {
    const { id } = await opened(await actorAs('felix'), asking({ guestName: 'Mr Berger', callBack: true }))
    const { body } = await put('felix', id, { inRoom: true, callBack: true })
    expect(body.ticket).toMatchObject({ guestName: 'Mr Berger', guestInRoom: true, callBack: 'owed' })
    const [entry] = await readJournal(id, body.seq, body.seq)
    expect(entry?.body).toEqual({ code: 'guest_set', params: { changes: [{ what: 'inRoom', to: true }] } })
  })

  it('is found by its guest, by those alone who may see it', async () => {
    const name = `Mrs ${newId().slice(-8)}`
    const { id } = await opened(await actorAs('felix'), asking({ guestName: name }))
    expect(await idsIn('hana', { view: 'all', q: name })).toEqual([id])
    expect(await idsIn('marco', { view: 'all', q: name })).toEqual([])
  })

  it('who is owed a call stays on the board after it is closed, until an outcome is ticked', async () => {
    const owed = await ticketIn('closed', asking({ callBack: true }))
    const other = await ticketIn('closed')
    const board = async () => {
      const { items } = (await ask(BOARD, { as: await actorAs('felix') })).body
      return items.map(({ id }: { id: string }) => id)
    }
    expect(await board()).toContain(owed.id)
    expect(await board()).not.toContain(other.id)
    expect(await idsIn('felix', { view: 'call_back' })).toContain(owed.id)
    expect(await idsIn('felix', { view: 'mine' })).not.toContain(owed.id)
    const body = { id: newId(), outcome: 'not_content' }
    await ask(TICK, { as: await actorAs('felix'), method: 'PUT', params: { id: owed.id }, body })
    expect(await board()).not.toContain(owed.id)
    expect(await idsIn('felix', { view: 'call_back' })).not.toContain(owed.id)
  })
})
