/** Clears away what should have left Redis by itself: threads of tickets that ended more than four hours ago and were published by who
 *  did not yet say so, or whose closing a failover has lost. All of them when a process starts, and those of the last days
 *  every hour. */
import 'server-only'
import { log, wordsOf } from '@/lib/log'
import { onRedis } from '@/lib/redis'
import { ENDED_STAYS_MS } from '@/lib/redis/bus-scripts'
import { repeat } from '@/lib/repeat'
import { type Quiet, quietEnded } from '@/lib/tickets/progress'
import { chatKey } from './keys'

const EVERY_MS = 3_600_000
const EVER_SECONDS = 50 * 365 * 86_400
const DAYS_SECONDS = 3 * 86_400
const BATCH = 500
const REDIS_MS = 1_500

export function startClearingThreads(): () => Promise<void> {
  let withinSeconds = EVER_SECONDS
  return repeat(EVERY_MS, async () => {
    try {
      const cleared = await clearThreads(withinSeconds)
      if (cleared > 0) log.info({ threads: cleared }, 'threads of ended tickets have left Redis')
      withinSeconds = DAYS_SECONDS
    } catch (error) {
      log.warn({ error: wordsOf(error) }, 'threads of ended tickets')
    }
  })
}

/** Answers how many there were. Who reopens one at this moment finds it refilled by that. */
export async function clearThreads(withinSeconds: number): Promise<number> {
  let cleared = 0
  for (let after: Quiet | null = null; ; ) {
    const some = await quietEnded(ENDED_STAYS_MS / 1_000, withinSeconds, after, BATCH)
    const keys = some.map(({ id }) => chatKey(id))
    // One by one: on a cluster they lie on many nodes.
    const gone = await onRedis('clear threads', REDIS_MS, (redis) => Promise.all(keys.map((key) => redis.unlink(key))))
    cleared += gone.reduce((sum, count) => sum + count, 0)
    if (some.length < BATCH) return cleared
    after = some.at(-1) ?? null
  }
}
