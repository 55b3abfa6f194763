import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { listAudit } from '@/lib/audit/audit'
import { loadActors } from '@/lib/auth/access'
import { deviceOf } from '@/lib/devices/own'
import { newId } from '@/lib/schema'
import { actorOn, enrolled } from '@/scripts/stage/device'
import { actorAs, ask } from '@/scripts/stage/stage'
import { DELETE } from './route'

const method = 'DELETE'

describe('DELETE /api/devices/:id', () => {
  it('401 signed out, 403 for who is no admin, 404 for none', async () => {
    const { id } = await enrolled()
    expect((await ask(DELETE, { method, params: { id } })).status).toBe(401)
    expect((await ask(DELETE, { as: await actorAs('nora'), method, params: { id } })).status).toBe(403)
    for (const nobody of [newId(), '%ff'])
      expect((await ask(DELETE, { as: await actorAs('ada'), method, params: { id: nobody } })).status).toBe(404)
  })

  it('200 ends it and who is signed in there, under a new access version; nobody elsewhere; twice is not an error', async () => {
    const [device, ada] = [await enrolled(), await actorAs('ada')]
    const [there, elsewhere] = [await actorOn(device, cast.hana.id), await actorAs('hana')]
    const before = (await loadActors([])).accessVersion
    const reply = await ask(DELETE, { as: ada, method, params: { id: device.id } })
    expect(reply).toMatchObject({ status: 200 })
    expect(reply.body.ended).toBeGreaterThanOrEqual(1)
    const { actors, accessVersion } = await loadActors([there.sessionId, elsewhere.sessionId])
    expect([...actors.keys()]).toEqual([elsewhere.sessionId])
    expect(accessVersion).toBeGreaterThan(before)
    expect(await deviceOf(new Headers({ cookie: device.cookie, host: 'bellboard.test' }))).toBeNull()
    const again = await ask(DELETE, { as: ada, method, params: { id: device.id } })
    expect(again).toMatchObject({ status: 200, body: { ended: 0 } })
  })

  it('is on record, with who did it, once', async () => {
    const [device, as] = [await enrolled({ name: 'Lobby tablet' }), await actorAs('ada')]
    for (let times = 0; times < 2; times++) await ask(DELETE, { as, method, params: { id: device.id } })
    const { items } = await listAudit(await actorAs('nora'), { limit: 100 })
    const lines = items.filter(({ details }) => details.device === 'Lobby tablet')
    expect(lines.map(({ actorId, action }) => [actorId, action])).toEqual([
      [cast.ada.id, 'device.ended'],
      [cast.ada.id, 'device.enrolled'],
    ])
  })
})
