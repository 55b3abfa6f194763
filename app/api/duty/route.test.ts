import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import { setAbsence } from '@/lib/duty/absence'
import { startShift } from '@/lib/duty/duty'
import { newId } from '@/lib/ids'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

describe('GET /api/duty', () => {
  it('401 signed out, 400 with a parameter it does not know', async () => {
    expect((await ask(GET)).status).toBe(401)
    expect((await ask(GET, { as: await actorAs('hana'), query: { department: 'x' } })).status).toBe(400)
  })

  it('200 lists who is on duty and who is off, with their departments, and nobody else', async () => {
    const [bruno, felix] = [await actorAs('bruno'), await actorAs('felix')]
    const id = newId()
    await startShift(bruno, { id })
    await setAbsence(felix, cast.ali.id, { id: newId() })
    const { body } = await ask(GET, { as: await actorAs('luca') })
    const byPerson = new Map(body.items.map((one: { personId: string }) => [one.personId, one]))
    expect([...byPerson.keys()].sort()).toEqual([cast.bruno.id, cast.ali.id].sort())
    const departmentIds = expect.arrayContaining([...cast.bruno.departmentIds])
    expect(byPerson.get(cast.bruno.id)).toMatchObject({ departmentIds, duty: { id }, absence: null })
    expect(byPerson.get(cast.ali.id)).toMatchObject({ duty: null, absence: { setById: cast.felix.id } })
  })

  it('200 leaves out who has no account any more', async () => {
    await startShift(await actorAs('grace'), { id: newId() })
    await db().update(people).set({ active: false }).where(eq(people.id, cast.grace.id))
    expect(JSON.stringify((await ask(GET, { as: await actorAs('luca') })).body)).not.toContain(cast.grace.id)
  })
})
