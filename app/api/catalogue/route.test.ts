import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { departments, items } from '@/db/cast'
import { db } from '@/db/client'
import { catalogueItems } from '@/db/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

describe('GET /api/catalogue', () => {
  it('401 signed out', async () => {
    expect((await ask(GET)).status).toBe(401)
  })

  it('400 with a parameter it does not know', async () => {
    expect((await ask(GET, { as: await actorAs('hana'), query: { q: 'x' } })).status).toBe(400)
  })

  it('200 lists what can be asked for, without what is no longer offered', async () => {
    const as = await actorAs('hana')
    const towels = async () =>
      (await ask(GET, { as })).body.items.find((item: { id: string }) => item.id === items.towels)
    expect(await towels()).toMatchObject({ departmentId: departments.housekeeping.id, countable: true })
    await db().update(catalogueItems).set({ archivedAt: sql`now()` }).where(eq(catalogueItems.id, items.towels))
    expect(await towels()).toBeUndefined()
  })
})
