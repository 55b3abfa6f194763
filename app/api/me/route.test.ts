import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

describe('GET /api/me', () => {
  it('401 signed out', async () => {
    expect((await ask(GET)).status).toBe(401)
  })

  it('400 with a parameter it does not know', async () => {
    expect((await ask(GET, { as: await actorAs('hana'), query: { as: cast.ada.id } })).status).toBe(400)
  })

  it('200 says who I am, and no secret', async () => {
    const hana = await actorAs('hana')
    const { body } = await ask(GET, { as: hana })
    expect(body).toEqual(hana)
    expect(Object.keys(body).sort()).toEqual(['departmentIds', 'locale', 'name', 'personId', 'role', 'sessionId'])
  })
})
