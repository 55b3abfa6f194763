import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import { listAudit } from '@/lib/audit/audit'
import { loadActors } from '@/lib/auth/access'
import { busKey, PARTITIONS } from '@/lib/live/keys'
import { redis } from '@/lib/redis'
import { newId } from '@/lib/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { DELETE } from './route'

const method = 'DELETE'

describe('DELETE /api/people/:id/sessions', () => {
  it('401 signed out', async () => {
    expect((await ask(DELETE, { method, params: { id: cast.hana.id } })).status).toBe(401)
  })

  it.each(['nora', 'felix', 'hana'] as const)('403 for %s, who is not an admin, of whomever', async (who) => {
    const hana = await actorAs('hana')
    for (const id of [cast.hana.id, newId()]) {
      const reply = await ask(DELETE, { as: await actorAs(who), method, params: { id } })
      expect(reply).toMatchObject({ status: 403, body: { error: { code: 'forbidden', message: 'admins_only' } } })
    }
    expect((await loadActors([hana.sessionId])).actors.size).toBe(1)
  })

  it.each(['hana', '%ff', newId()])('404 for %s, who is nobody', async (id) => {
    expect((await ask(DELETE, { as: await actorAs('ada'), method, params: { id } })).status).toBe(404)
  })

  it('403 from a foreign page', async () => {
    const headers = { origin: 'https://evil.example' }
    const reply = await ask(DELETE, { as: await actorAs('ada'), method, params: { id: cast.hana.id }, headers })
    expect(reply.status).toBe(403)
  })

  it('200 ends all of them, and nobody else’s, and tells the hubs before it answers', async () => {
    const [ada, marco] = [await actorAs('ada'), await actorAs('marco')]
    const rosa = [await actorAs('rosa'), await actorAs('rosa')]
    const before = (await loadActors([])).accessVersion
    const reply = await ask(DELETE, { as: ada, method, params: { id: cast.rosa.id } })
    expect(reply).toMatchObject({ status: 200, body: { ended: 2 } })
    const everybody = [ada, marco, ...rosa].map((actor) => actor.sessionId)
    const { accessVersion, actors } = await loadActors(everybody)
    expect([...actors.keys()].sort()).toEqual([ada.sessionId, marco.sessionId].sort())
    expect(accessVersion).toBe(before + 1)
    const records = (await redis().xRange(busKey(PARTITIONS[0] ?? ''), '-', '+')) ?? []
    expect(records.map(({ message }) => JSON.parse(message.r ?? '{}'))).toContainEqual({
      type: 'access',
      accessVersion,
    })
  })

  it('is on record, with who did it', async () => {
    await ask(DELETE, { as: await actorAs('ada'), method, params: { id: cast.bruno.id } })
    const { items } = await listAudit(await actorAs('nora'), { limit: 1 })
    const details = { personId: cast.bruno.id }
    expect(items).toMatchObject([{ actorId: cast.ada.id, action: 'sessions.ended', details }])
  })

  it('200 with nothing to end, when they are signed in nowhere', async () => {
    const reply = await ask(DELETE, { as: await actorAs('ada'), method, params: { id: cast.liezel.id } })
    expect(reply).toMatchObject({ status: 200, body: { ended: 0 } })
  })

  it('200 also ends a session that was opened under the old version but not yet counted', async () => {
    const [{ version } = { version: 0 }] = await db()
      .select({ version: people.sessionVersion })
      .from(people)
      .where(eq(people.id, cast.samira.id))
    await ask(DELETE, { as: await actorAs('ada'), method, params: { id: cast.samira.id } })
    const [after] = await db().select().from(people).where(eq(people.id, cast.samira.id))
    expect(after?.sessionVersion).toBe(version + 1)
    expect((await actorAs('samira')).personId).toBe(cast.samira.id)
  })
})
