import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { closeDatabase, db } from '@/db/client'
import { startDraining } from '@/lib/api/draining'
import { redis } from '@/lib/redis'
import { GET as live } from '../live/route'
import { GET } from './route'

const asked = async () => {
  const reply = await GET()
  return { status: reply.status, body: await reply.json(), retryAfter: reply.headers.get('retry-after') }
}

/** In this order: each takes something away for good. */
describe('GET /api/health/ready', () => {
  it('200 with PostgreSQL and Redis, degraded without Redis, 503 without PostgreSQL, 503 on the way out', async () => {
    await expect.poll(asked).toEqual({
      status: 200,
      body: { status: 'ready', postgres: true, redis: true, damage: { journal: 0, threads: 0 } },
      retryAfter: null,
    })

    redis().destroy()
    expect(await asked()).toMatchObject({ status: 200, body: { status: 'degraded', postgres: true, redis: false } })

    await closeDatabase()
    expect(await asked()).toMatchObject({
      status: 503,
      body: { status: 'unavailable', postgres: false },
      retryAfter: '2',
    })
    await expect(db().execute(sql`select 1`)).rejects.toThrow()

    startDraining()
    expect(await asked()).toMatchObject({ status: 503, body: { status: 'draining' } })
    expect((await live()).status).toBe(200)
  })
})
