import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { duties } from '@/db/schema'
import { newId } from '@/lib/ids'
import { actorAs, ask } from '@/scripts/stage/stage'
import { DELETE, PUT } from './route'

const start = async (who: keyof typeof cast, id = newId()) =>
  ask(PUT, { as: await actorAs(who), method: 'PUT', body: { id } })
const end = async (who: keyof typeof cast, id: string) =>
  ask(DELETE, { as: await actorAs(who), method: 'DELETE', body: { id } })

describe('PUT /api/me/duty', () => {
  it('401 signed out, 403 from a foreign page', async () => {
    expect((await ask(PUT, { method: 'PUT', body: { id: newId() } })).status).toBe(401)
    const headers = { origin: 'https://evil.example' }
    const foreign = await ask(PUT, { as: await actorAs('hana'), method: 'PUT', body: { id: newId() }, headers })
    expect(foreign.status).toBe(403)
  })

  it.each([{}, { id: 'x' }, { id: newId(), hours: 20 }])('400 for %j, naming the field', async (body) => {
    const { status, body: refused } = await ask(PUT, { as: await actorAs('hana'), method: 'PUT', body })
    expect([status, refused.error.field]).toEqual([400, 'hours' in body ? 'body.hours' : 'body.id'])
  })

  it('200 begins a shift of fourteen hours', async () => {
    const id = newId()
    const { status, body } = await start('hana', id)
    expect([status, body]).toMatchObject([200, { personId: cast.hana.id, duty: { id }, absence: null }])
    expect(Date.parse(body.duty.endsAt) - Date.parse(body.duty.startedAt)).toBe(14 * 3_600_000)
  })

  it('200 begins it once, however often it is asked and at once, and is no error on a shift', async () => {
    const id = newId()
    const both = await Promise.all([start('maria', id), start('maria', id)])
    const again = await start('maria', newId())
    for (const { status, body } of [...both, again]) expect([status, body.duty.id]).toEqual([200, id])
    expect(await db().$count(duties, eq(duties.personId, cast.maria.id))).toBe(1)
  })

  it('200 for a late retry of a shift that is over, and does not begin it anew', async () => {
    const id = newId()
    await start('rosa', id)
    await end('rosa', id)
    expect((await start('rosa', id)).body.duty).toBeNull()
  })

  it('409 for an id that is somebody else’s shift', async () => {
    const id = newId()
    await start('jolanta', id)
    expect(await start('samira', id)).toMatchObject({ status: 409, body: { error: { message: 'id_reused' } } })
  })

  it('200 begins the next when the last has run out, though the clock has not been by', async () => {
    const [first, second] = [newId(), newId()]
    await start('liezel', first)
    await db()
      .update(duties)
      .set({ startedAt: sql`now() - interval '15 hours'`, endsAt: sql`now() - interval '1 hour'` })
      .where(eq(duties.id, first))
    expect((await start('liezel', second)).body.duty.id).toBe(second)
    const [row] = await db().select().from(duties).where(eq(duties.id, first))
    expect([row?.endedAt, row?.endedById]).toEqual([row?.endsAt, null])
  })
})

describe('DELETE /api/me/duty', () => {
  it('401 signed out', async () => {
    expect((await ask(DELETE, { method: 'DELETE', body: { id: newId() } })).status).toBe(401)
  })

  it('400 without saying which shift', async () => {
    const refused = await ask(DELETE, { as: await actorAs('hana'), method: 'DELETE', body: {} })
    expect(refused).toMatchObject({ status: 400, body: { error: { field: 'body.id' } } })
  })

  it('404 for a shift that is not there, or somebody else’s, which goes on', async () => {
    const id = newId()
    await start('luca', id)
    expect((await end('chloe', newId())).status).toBe(404)
    expect((await end('chloe', id)).status).toBe(404)
    expect((await start('luca')).body.duty.id).toBe(id)
  })

  it('200 ends it, twice without complaint, and not the shift after it', async () => {
    const [first, second] = [newId(), newId()]
    await start('diego', first)
    expect(await end('diego', first)).toMatchObject({ status: 200, body: { duty: null } })
    await start('diego', second)
    expect(await end('diego', first)).toMatchObject({ status: 200, body: { duty: { id: second } } })
    const [row] = await db().select().from(duties).where(eq(duties.id, first))
    expect(row?.endedById).toBe(cast.diego.id)
  })
})
