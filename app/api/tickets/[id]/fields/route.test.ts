import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { items } from '@/db/cast'
import { db } from '@/db/client'
import { catalogueItems } from '@/db/schema'
import { readJournal } from '@/lib/chat/entries'
import { newId } from '@/lib/schema'
import type { Ticket } from '@/lib/tickets/schema'
import { asking, opened } from '@/lib/tickets/specimen'
import { actorAs, ask } from '@/scripts/stage/stage'
import { refusesWhatAllRefuse } from '../../drill'
import { PUT } from './route'

const idOf = async (code: string): Promise<string> => {
  const [item] = await db().select({ id: catalogueItems.id }).from(catalogueItems).where(eq(catalogueItems.code, code))
  if (!item) throw new Error(code)
  return item.id
}
const lost = async () =>
  opened(
    await actorAs('hana'),
    asking({ catalogueItemId: await idOf('lost_and_found'), quantity: 1, fields: { where: 'Under the bed' } }),
  )
const put = async (by: Parameters<typeof actorAs>[0], { id, version }: Ticket, body: object) =>
  ask(PUT, { as: await actorAs(by), method: 'PUT', params: { id }, body: { id: newId(), version, ...body } })
const fields = { where: 'Under the bed', stored_at: 'Safe 3' }

describe('PUT /api/tickets/:id/fields', () => {
  refusesWhatAllRefuse({ handler: PUT, method: 'PUT', body: { version: 1, fields: {} } })

  it('200 with one entry that names each field, its value before and after; once for one id', async () => {
    const ticket = await lost()
    const id = newId()
    const answers = await Promise.all([1, 2].map(() => put('felix', ticket, { id, fields })))
    for (const { status, body } of answers)
      expect([status, body]).toMatchObject([200, { seq: ticket.lastSeq + 1, ticket: { fields } }])
    const journal = await readJournal(ticket.id, ticket.lastSeq + 1, 99)
    expect(journal.map(({ body }) => body)).toEqual([
      {
        code: 'filled',
        params: { itemId: ticket.catalogueItemId, changes: [{ code: 'stored_at', from: null, to: 'Safe 3' }] },
      },
    ])
  })

  it('400 naming the field that does not fit the item, and nothing is changed', async () => {
    const ticket = await lost()
    for (const [values, field] of [
      [{ stored_at: 'Safe 3' }, 'body.fields.where'],
      [{ ...fields, where: '' }, 'body.fields.where'],
      [{ ...fields, where: 4 }, 'body.fields.where'],
      [{ ...fields, severity: 'minor' }, 'body.fields.severity'],
    ] as const)
      expect(await put('felix', ticket, { fields: values })).toMatchObject({ status: 400, body: { error: { field } } })
    expect(await readJournal(ticket.id, ticket.lastSeq + 1, 99)).toEqual([])
    const towels = await opened(await actorAs('felix'), asking({ catalogueItemId: items.towels }))
    expect(await put('felix', towels, { fields })).toMatchObject({ status: 400 })
  })

  it('403 for who only sees it; 409 with the ticket as it is when it is not the one that was seen', async () => {
    const ticket = await opened(
      await actorAs('felix'),
      asking({ catalogueItemId: await idOf('lost_and_found'), quantity: 1, fields: { where: 'Bar' }, namedIds: [] }),
    )
    const stale = await put('felix', { ...ticket, version: ticket.version - 1 || 9 }, { fields })
    expect(stale).toMatchObject({ status: 409, body: { error: { message: 'stale_edit', current: { id: ticket.id } } } })
  })
})
