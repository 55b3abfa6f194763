import { beforeEach, describe, expect, it } from 'vitest'
import { cast, castId, departments } from '@/db/cast'
import { db } from '@/db/client'
import { savedViews } from '@/db/schema'
import { newId } from '@/lib/schema'
import { NO_FILTER, type Sharing } from '@/lib/views/schema'
import { listViews } from '@/lib/views/views'
import { actorAs, ask } from '@/scripts/stage/stage'
import { DELETE, PATCH } from './route'

type Who = keyof typeof cast
let id = ''

async function aView(owner: Who, sharing: Sharing = { with: 'nobody' }): Promise<void> {
  id = newId()
  const departmentId = sharing.with === 'department' ? sharing.departmentId : null
  const values = {
    id,
    ownerId: cast[owner].id,
    name: 'Late',
    filter: NO_FILTER,
    sharedWith: sharing.with,
    departmentId,
  }
  await db().insert(savedViews).values(values)
}

const change = async (who: Who, body: object, params = { id }) =>
  ask(PATCH, { as: await actorAs(who), method: 'PATCH', params, body })
const drop = async (who: Who, params = { id }) => ask(DELETE, { as: await actorAs(who), method: 'DELETE', params })
const nameFor = async (who: Who) => (await listViews(await actorAs(who))).find((view) => view.id === id)?.name
const manager = Object.entries(cast).find(([, { role }]) => role === 'manager')?.[0] as Who

beforeEach(async () => void (await db().delete(savedViews)))

describe('PATCH /api/views/:id', () => {
  it('401 signed out', async () => {
    await aView('hana')
    expect((await ask(PATCH, { method: 'PATCH', params: { id }, body: { name: 'x' } })).status).toBe(401)
  })

  it('400 without anything to change, or with what cannot be', async () => {
    await aView('hana')
    for (const body of [{}, { name: '' }, { ownerId: cast.felix.id }, { filter: { view: 'theirs' } }])
      expect((await change('hana', body)).status).toBe(400)
    expect(await nameFor('hana')).toBe('Late')
  })

  it('404 for what is not there, is nobody’s id, or is somebody’s own', async () => {
    await aView('hana')
    for (const params of [{ id: castId(9, 9) }, { id: 'x' }])
      expect((await change('hana', { name: 'x' }, params)).status).toBe(404)
    expect((await change(manager, { name: 'x' })).status).toBe(404)
    expect((await change('felix', { name: 'x' })).status).toBe(404)
    expect(await nameFor('hana')).toBe('Late')
  })

  it('403 for colleagues who see it, and for sharing with whom one may not', async () => {
    await aView('hana', { with: 'department', departmentId: departments.housekeeping.id })
    expect((await change('rosa', { name: 'x' })).status).toBe(403)
    expect((await change('hana', { sharing: { with: 'hotel' } })).status).toBe(403)
    expect(await nameFor('rosa')).toBe('Late')
  })

  it('200 renames, shares and takes back, for its maker', async () => {
    await aView('hana')
    const sharing = { with: 'department', departmentId: departments.housekeeping.id }
    expect((await change('hana', { name: 'Ours', sharing })).body).toMatchObject({ name: 'Ours', sharing })
    expect(await nameFor('rosa')).toBe('Ours')
    expect((await change('hana', { sharing: { with: 'nobody' } })).status).toBe(200)
    expect(await nameFor('rosa')).toBeUndefined()
  })

  it('200 for a manager where it is shared', async () => {
    await aView('felix', { with: 'hotel' })
    expect((await change(manager, { name: 'The house’s' })).status).toBe(200)
    expect(await nameFor('felix')).toBe('The house’s')
  })
})

describe('DELETE /api/views/:id', () => {
  it('401 signed out', async () => {
    await aView('hana')
    expect((await ask(DELETE, { method: 'DELETE', params: { id } })).status).toBe(401)
  })

  it('404 for somebody’s own, and for what is gone', async () => {
    await aView('hana')
    expect((await drop('rosa')).status).toBe(404)
    expect((await drop('hana')).status).toBe(200)
    expect((await drop('hana')).status).toBe(404)
  })

  it('403 for a colleague who sees it; 200 for a manager', async () => {
    await aView('felix', { with: 'hotel' })
    expect((await drop('hana')).status).toBe(403)
    expect(await nameFor('hana')).toBe('Late')
    expect((await drop(manager)).body).toEqual({ dropped: id })
    expect(await nameFor('hana')).toBeUndefined()
  })
})
