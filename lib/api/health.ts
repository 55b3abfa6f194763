/** Whether this process can serve: with PostgreSQL it can, without Redis it can as well, only slower to be seen. */
import 'server-only'
import { sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { withDeadline } from '@/lib/deadline'
import { damageFound, type Found } from '@/lib/journal/damage'
import { onRedis } from '@/lib/redis'
import { isDraining } from './draining'

const PATIENCE_MS = 2_000

export interface Health {
  status: 'ready' | 'degraded' | 'unavailable' | 'draining'
  postgres: boolean
  redis: boolean
  /** Found by this process since it began: rows of the journal and threads in Redis that were not as they were written. */
  damage: Found
}

export async function health(): Promise<Health> {
  const [postgres, live] = await Promise.all([
    answers(withDeadline(db().execute(sql`select 1`), PATIENCE_MS, 'health')),
    answers(onRedis('health', PATIENCE_MS, (redis) => redis.ping())),
  ])
  return { status: statusOf(postgres, live), postgres, redis: live, damage: damageFound() }
}

function statusOf(postgres: boolean, live: boolean): Health['status'] {
  if (isDraining()) return 'draining'
  if (!postgres) return 'unavailable'
  return live ? 'ready' : 'degraded'
}

const answers = (asked: Promise<unknown>): Promise<boolean> =>
  asked.then(
    () => true,
    () => false,
  )
