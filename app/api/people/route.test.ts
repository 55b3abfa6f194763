import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

describe('GET /api/people', () => {
  it('401 signed out', async () => {
    expect((await ask(GET)).status).toBe(401)
  })

  it('400 with a parameter it does not know', async () => {
    expect((await ask(GET, { as: await actorAs('hana'), query: { email: 'x' } })).status).toBe(400)
  })

  it('200 lists everybody by name, with nothing private', async () => {
    const { body } = await ask(GET, { as: await actorAs('hana') })
    const { id, name, role, departmentIds } = cast.bruno
    expect(body.items).toHaveLength(Object.keys(cast).length)
    expect(body.items).toContainEqual({ id, name, role, departmentIds: [...departmentIds].sort(), active: true })
    expect(JSON.stringify(body)).not.toMatch(/argon2|@alder/)
    const listed = body.items.map((person: { name: string }) => person.name)
    expect(listed).toEqual([...listed].sort())
  })

  it('200 keeps those who left, as left: their names stand in old threads', async () => {
    await db().update(people).set({ active: false }).where(eq(people.id, cast.diego.id))
    const { body } = await ask(GET, { as: await actorAs('hana') })
    expect(body.items).toContainEqual(expect.objectContaining({ id: cast.diego.id, active: false }))
  })
})
