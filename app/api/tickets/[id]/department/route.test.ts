import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import { db } from '@/db/client'
import { departments as table } from '@/db/schema'
import { newId } from '@/lib/schema'
import { ticketIn } from '@/lib/tickets/specimen'
import { getTicket } from '@/lib/tickets/tickets'
import { actorAs, ask } from '@/scripts/stage/stage'
import { changesOnce, refusesWhatAllRefuse } from '../../drill'
import { PUT } from './route'

describe('PUT /api/tickets/:id/department', () => {
  const body = { departmentId: departments.roomService.id, reason: 'It is about breakfast' }
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT', body })
  changesOnce({
    ...{ handler: PUT, method: 'PUT', body, from: 'accepted', by: 'ines', notFor: 'marco', event: 'transferred' },
    leads: {
      status: 'new',
      assigneeId: null,
      watcherIds: [cast.hana.id, cast.ines.id].sort(),
      ...{ departmentId: body.departmentId },
    },
  })

  it('moves it from one department’s sight into the other’s', async () => {
    const { id } = await ticketIn('new')
    await ask(PUT, { as: await actorAs('hana'), method: 'PUT', params: { id }, body: { id: newId(), ...body } })
    expect((await getTicket(await actorAs('luca'), id)).ticket.departmentId).toBe(body.departmentId)
    await expect(getTicket(await actorAs('rosa'), id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('PUT to a department that is not there, or without a reason → 400 naming the field', async () => {
    const hana = await actorAs('hana')
    const { id } = await ticketIn('new')
    await db().update(table).set({ archivedAt: new Date() }).where(eq(table.id, departments.security.id))
    for (const [over, field] of [
      [{ departmentId: newId() }, 'body.departmentId'],
      [{ departmentId: departments.security.id }, 'body.departmentId'],
      [{ departmentId: undefined }, 'body.departmentId'],
      [{ reason: ' ' }, 'body.reason'],
      [{ reason: 'two\nlines' }, 'body.reason'],
      [{ reason: 'x'.repeat(201) }, 'body.reason'],
    ] as const) {
      const question = { as: hana, method: 'PUT', params: { id }, body: { id: newId(), ...body, ...over } }
      expect(await ask(PUT, question)).toMatchObject({ status: 400, body: { error: { code: 'invalid', field } } })
    }
  })
})
