import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { departments as known } from '@/db/cast'
import { db } from '@/db/client'
import { departments } from '@/db/schema'
import { actorAs, ask } from '@/scripts/stage/stage'
import { GET } from './route'

describe('GET /api/departments', () => {
  it('401 signed out', async () => {
    expect((await ask(GET)).status).toBe(401)
  })

  it('400 with a parameter it does not know', async () => {
    expect((await ask(GET, { as: await actorAs('hana'), query: { code: 'x' } })).status).toBe(400)
  })

  it('200 lists those in use, with their names', async () => {
    const as = await actorAs('hana')
    const codes = async () => (await ask(GET, { as })).body.items.map((item: { code: string }) => item.code)
    expect(await codes()).toEqual(['engineering', 'front-desk', 'housekeeping', 'room-service', 'security'])
    await db().update(departments).set({ archivedAt: sql`now()` }).where(eq(departments.id, known.security.id))
    expect(await codes()).toEqual(['engineering', 'front-desk', 'housekeeping', 'room-service'])
    const { body } = await ask(GET, { as })
    expect(body.items[0]).toEqual({
      ...known.engineering,
      loudness: 1,
      names: expect.objectContaining({ en: 'Engineering' }),
    })
  })
})
