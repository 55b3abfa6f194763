import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { loadActors } from '@/lib/auth/access'
import { PREFERENCES_UNSET } from '@/lib/people/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET, PATCH } from './route'

describe('GET /api/me', () => {
  it('401 signed out', async () => {
    expect((await ask(GET)).status).toBe(401)
  })

  it('400 with a parameter it does not know', async () => {
    expect((await ask(GET, { as: await actorAs('hana'), query: { as: cast.ada.id } })).status).toBe(400)
  })

  it('200 says who I am and what I have chosen, and no secret', async () => {
    const hana = await actorAs('hana')
    const { body } = await ask(GET, { as: hana })
    expect(body).toEqual({ ...hana, preferences: PREFERENCES_UNSET })
    const known = ['departmentIds', 'locale', 'name', 'personId', 'preferences', 'role', 'sessionId']
    expect(Object.keys(body).sort()).toEqual(known)
  })
})

describe('PATCH /api/me', () => {
  const change = async (who: keyof typeof cast, body: unknown) => {
    const as = await actorAs(who)
    return { as, reply: await ask(PATCH, { as, method: 'PATCH', body }) }
  }

  it('401 signed out', async () => {
    expect((await ask(PATCH, { method: 'PATCH', body: { singleKeys: false } })).status).toBe(401)
  })

  it.each([
    [{ locale: 'xx' }, 'body.locale'],
    [{ sound: { volume: 1.5 } }, 'body.sound.volume'],
    [{ sound: { loudness: 1 } }, 'body.sound.loudness'],
    [{ singleKeys: 'no' }, 'body.singleKeys'],
    [{ role: 'admin' }, 'body.role'],
  ])('400 for %j, and nothing is changed', async (body, field) => {
    const { as, reply } = await change('grace', { singleKeys: true, ...body })
    expect(reply).toMatchObject({ status: 400, body: { error: { field } } })
    expect((await ask(GET, { as })).body.preferences).toEqual(PREFERENCES_UNSET)
  })

  it('200 changes what is named, leaves the rest, and is mine alone', async () => {
    await change('liezel', { sound: { isMuted: true } })
    const { as, reply } = await change('liezel', { locale: 'es', sound: { volume: 0.25 } })
    const chosen = { locale: 'es', sound: { volume: 0.25, isMuted: true }, singleKeys: true }
    expect(reply).toMatchObject({ status: 200, body: chosen })
    expect((await ask(GET, { as })).body.preferences).toEqual(chosen)
    expect((await loadActors([as.sessionId])).actors.get(as.sessionId)?.locale).toBe('es')
    expect((await ask(GET, { as: await actorAs('hana') })).body.preferences).toEqual(PREFERENCES_UNSET)
  })
})
