import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import { newId } from '@/lib/schema'
import { ticketIn } from '@/lib/tickets/specimen'
import { getTicket } from '@/lib/tickets/tickets'
import { actorAs, ask } from '@/scripts/stage/stage'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { DELETE, PUT } from './route'

describe('PUT /api/tickets/:id/assignment', () => {
  const body = { personId: cast.maria.id }
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT', body })
  changesOnce({
    ...{ handler: PUT, method: 'PUT', body, from: 'in_progress', by: 'ines', notFor: 'hana', event: 'assigned' },
    leads: { status: 'accepted', assigneeId: cast.maria.id },
  })

  const assign = async (id: string, personId: unknown) =>
    ask(PUT, { as: await actorAs('felix'), method: 'PUT', params: { id }, body: { id: newId(), personId } })

  it('gives sight with the work', async () => {
    const { id } = await ticketIn('new')
    const marco = await actorAs('marco')
    await expect(getTicket(marco, id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await assign(id, cast.marco.id)).status).toBe(200)
    expect(await getTicket(marco, id)).toMatchObject({ ticket: { status: 'accepted', assigneeId: cast.marco.id } })
  })

  it('PUT to somebody who is not there any more, or never was → 400', async () => {
    const { id } = await ticketIn('new')
    await db().update(people).set({ active: false }).where(eq(people.id, cast.liezel.id))
    for (const personId of [cast.liezel.id, newId(), 'hana', null])
      expect(await assign(id, personId)).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid', field: 'body.personId' } },
      })
  })
})

describe('DELETE /api/tickets/:id/assignment', () => {
  refusesWhatAllRefuse({ handler: DELETE, method: 'DELETE' })
  changesOnce({
    ...{ handler: DELETE, method: 'DELETE', from: 'accepted', by: 'nora', notFor: 'hana', event: 'unassigned' },
    leads: { status: 'new', assigneeId: null },
  })
})
