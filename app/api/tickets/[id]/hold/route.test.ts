import { describe, expect, it } from 'vitest'
import { newId } from '@/lib/schema'
import { ticketIn } from '@/lib/tickets/specimen'
import { actorAs, ask } from '@/scripts/stage/stage'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { DELETE, PUT } from './route'

const until = '2099-01-01T12:00:00+02:00'

describe('PUT /api/tickets/:id/hold', () => {
  const body = { reason: 'guest_asked_later', until }
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT', body })
  changesOnce({
    ...{ handler: PUT, method: 'PUT', body, from: 'in_progress', by: 'hana', notFor: 'marco', event: 'held' },
    leads: {
      status: 'on_hold',
      hold: { reason: 'guest_asked_later', until: '2099-01-01T10:00:00.000Z', from: 'in_progress' },
    },
  })

  it('PUT for a reason that is none, or until what has passed → 400 naming the field', async () => {
    const hana = await actorAs('hana')
    const { id } = await ticketIn('accepted')
    const hold = (over: object) =>
      ask(PUT, { as: hana, method: 'PUT', params: { id }, body: { id: newId(), ...body, ...over } })
    for (const [over, field] of [
      [{ reason: 'lunch' }, 'body.reason'],
      [{ reason: undefined }, 'body.reason'],
      [{ until: 'tomorrow' }, 'body.until'],
      [{ until: '2020-01-01T00:00:00Z' }, 'body.until'],
      [{ until: '9999-12-31T23:59:59-23:59' }, 'body.until'],
    ] as const)
      expect(await hold(over)).toMatchObject({ status: 400, body: { error: { code: 'invalid', field } } })
  })
})

describe('DELETE /api/tickets/:id/hold', () => {
  refusesWhatAllRefuse({ handler: DELETE, method: 'DELETE' })
  changesOnce({
    ...{ handler: DELETE, method: 'DELETE', from: 'on_hold', by: 'hana', notFor: 'marco', event: 'resumed' },
    leads: { status: 'accepted', hold: null },
  })
})
