import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/schema'
import { askingFor, opened, ticketIn } from '@/lib/tickets/specimen'
import { getTicket } from '@/lib/tickets/tickets'
import { actorAs, ask } from '@/scripts/stage/stage'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { PUT } from './route'

describe('PUT /api/tickets/:id/cancellation', () => {
  const body = { reason: 'withdrawn' }
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT', body })
  changesOnce({
    ...{ handler: PUT, method: 'PUT', body, from: 'on_hold', by: 'felix', notFor: 'hana', event: 'cancelled' },
    leads: { status: 'cancelled', hold: null, cancellation: { reason: 'withdrawn' } },
  })

  it('PUT as a duplicate of another ticket that the caller sees', async () => {
    const luca = await actorAs('luca')
    const mine = await opened(luca, askingFor('An extra pillow', 'housekeeping'))
    const cancel = (over: object) =>
      ask(PUT, {
        as: luca,
        method: 'PUT',
        params: { id: mine.id },
        body: { id: newId(), reason: 'duplicate', ...over },
      })
    const unseen = await ticketIn('new')
    for (const duplicateOf of [unseen.id, newId(), mine.id, 'the other one'])
      expect(await cancel({ duplicateOf })).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid', field: 'body.duplicateOf' } },
      })
    const other = await opened(luca, askingFor('A pillow', 'housekeeping'))
    expect(await cancel({ duplicateOf: other.id, reason: 'mistake' })).toMatchObject({
      status: 400,
      body: { error: { field: 'body.duplicateOf' } },
    })
    expect(await cancel({ duplicateOf: other.id })).toMatchObject({
      status: 200,
      body: { ticket: { cancellation: { reason: 'duplicate' } } },
    })
    const { links } = await getTicket(luca, mine.id)
    expect(links.map(({ ticket, kind, isFrom }) => [ticket.id, kind, isFrom])).toEqual([[other.id, 'duplicate', true]])
  })
})
