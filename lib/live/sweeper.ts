/**
 * Publishes what a crash or an outage kept back, through the same function as everyone else. Every two seconds one process
 * of all compares the journals of recently active tickets with their threads in Redis. It looks back two minutes; after an
 * outage of its own, or when it starts, as far as it takes.
 */
import 'server-only'
import { log } from '@/lib/log'
import { onRedis } from '@/lib/redis'
import { repeat } from '@/lib/repeat'
import { sweepProgress } from '@/lib/tickets/progress'
import { chatKey } from './keys'
import { endOutage, markOutage, outageSince } from './outage'
import { refill } from './publish'
import { BUS_WINDOW_MS } from './publish-script'

const EVERY_MS = 2_000
const LOOK_BACK_MS = 2 * 60_000
const REDIS_MS = 1_500
const BATCH = 200

/** Sweeps until stopped, beginning with everything that the bus could still have. */
export function startSweeper(): () => Promise<void> {
  let lookBackMs = BUS_WINDOW_MS
  return repeat(EVERY_MS, async () => {
    if (await trySweep(lookBackMs)) lookBackMs = LOOK_BACK_MS
  })
}

/** False when it could not look at everything, or when another process is at it. */
async function trySweep(lookBackMs: number): Promise<boolean> {
  const began = outageSince()
  const backMs = began === null ? lookBackMs : Math.max(lookBackMs, Date.now() - began)
  try {
    const sent = await sweep(backMs)
    if (sent === null) return false
    if (sent > 0) log.info({ tickets: sent }, 'sweeper published what was missing')
    if (began !== null) endOutage(began)
    return true
  } catch (error) {
    markOutage(error)
    return false
  }
}

/** Publishes what is missing of every ticket active in the last `backMs`; answers of how many, or null when another process
 *  is sweeping. Throws when Redis or PostgreSQL is away. */
export function sweep(backMs: number): Promise<number | null> {
  return sweepProgress(backMs / 1_000, async (progress) => {
    const all = [...progress]
    let sent = 0
    for (let start = 0; start < all.length; start += BATCH) {
      const behind = await findBehind(all.slice(start, start + BATCH))
      for (const { ticketId, last } of behind) await refill(ticketId, last)
      sent += behind.length
    }
    return sent
  })
}

async function findBehind(progress: [string, number][]): Promise<{ ticketId: string; last: number }[]> {
  const newest = await onRedis('sweep', REDIS_MS, (redis) =>
    Promise.all(progress.map(([ticketId]) => redis.xRevRange(chatKey(ticketId), '+', '-', { COUNT: 1 }))),
  )
  return progress.flatMap(([ticketId, lastSeq], index) => {
    const last = Number.parseInt(newest[index]?.[0]?.id ?? '0', 10)
    return last < lastSeq ? [{ ticketId, last }] : []
  })
}
