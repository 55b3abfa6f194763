import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { floorId, roomId } from '@/db/cast'
import { db } from '@/db/client'
import { places } from '@/db/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

describe('GET /api/places', () => {
  it('401 signed out', async () => {
    expect((await ask(GET)).status).toBe(401)
  })

  it('400 with a parameter it does not know', async () => {
    expect((await ask(GET, { as: await actorAs('hana'), query: { floor: 4 } })).status).toBe(400)
  })

  it('200 lists the tree, without what is no longer used', async () => {
    const as = await actorAs('hana')
    const room = { id: roomId(412), parentId: floorId(4), kind: 'room', name: '412' }
    expect((await ask(GET, { as })).body.items).toContainEqual(room)
    await db().update(places).set({ archivedAt: sql`now()` }).where(eq(places.id, room.id))
    expect((await ask(GET, { as })).body.items).not.toContainEqual(room)
  })
})
