/** The stage itself: every other server test trusts it. */
import { eq } from 'drizzle-orm'
import { describe, expect, inject, it } from 'vitest'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { departments, people } from '@/db/schema'
import { redis } from '@/lib/redis'
import { actorAs, takeErrors } from './stage'

describe('the stage', () => {
  it('starts every file with the demo hotel', async () => {
    expect(await db().select().from(people)).toHaveLength(Object.keys(cast).length)
    expect(await db().select().from(departments)).toHaveLength(5)
  })

  it('gives a file a database and a Redis that no other file has', async () => {
    const stage = inject('stage')
    expect(process.env.DATABASE_URL).toMatch(/\/test_\d+$/)
    expect(process.env.REDIS_URL).toMatch(new RegExp(`^${stage.redis}/[1-9]\\d*$`))
    await expect.poll(() => redis().isReady).toBe(true)
    expect(await redis().dbSize()).toBe(0)
  })

  it('signs people in as PostgreSQL knows them', async () => {
    const hana = await actorAs('hana')
    expect(hana).toMatchObject({ personId: cast.hana.id, role: 'attendant', departmentIds: cast.hana.departmentIds })
    await db().update(people).set({ active: false }).where(eq(people.id, cast.hana.id))
    await expect(actorAs(cast.hana)).rejects.toThrow()
  })

  it('notices an unexpected console.error', () => {
    console.error('a %s', 'warning')
    expect(takeErrors()).toEqual(['a warning'])
    expect(takeErrors()).toEqual([])
  })
})
