/**
 * Publishes what a crash or an outage kept back, through the same function as everyone else. Every two seconds one process
 * of all looks for tickets whose journal has come further than the bus has told, and asks Redis for their threads. Every
 * half minute, and when Redis may have forgotten something, it asks for all that were active in the last two minutes; after
 * an outage of its own, or when it starts, as far back as it takes.
 */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { log } from '@/lib/log'
import { onRedis } from '@/lib/redis'
import { BUS_WINDOW_MS } from '@/lib/redis/bus-scripts'
import { repeat } from '@/lib/repeat'
import { sweepProgress } from '@/lib/tickets/progress'
import { chatKey } from './keys'
import { endOutage, markOutage, outageSince, takeDoubt } from './outage'
import { refill } from './publish'

const EVERY_MS = 2_000
/** Well beyond what a sweep may be late: what no process published in this time is found by the next thorough one. */
const GLANCE_MS = 15_000
const THOROUGH_EVERY_MS = 30_000
const LOOK_BACK_MS = 2 * 60_000
const REDIS_MS = 1_500
/** So many are asked for at once, and then it is others' turn: a full house has thousands that were active lately, and nobody's
 *  message is to wait behind them. */
const BATCH = 25
const REST_MS = 5

/** Whether the bus has told of the ticket's entry `seq`: a thread and its bus are written together. */
type Told = (ticketId: string, seq: number) => boolean

/** Sweeps until stopped, beginning with everything that the bus could still have. */
export function startSweeper(told: Told): () => Promise<void> {
  let lookBackMs = BUS_WINDOW_MS
  let thoroughAt = Number.NEGATIVE_INFINITY
  return repeat(EVERY_MS, async () => {
    const now = performance.now()
    const isThorough = takeDoubt() || outageSince() !== null || now - thoroughAt >= THOROUGH_EVERY_MS
    if (!isThorough) await trySweep(GLANCE_MS, told)
    else if (await trySweep(lookBackMs)) {
      lookBackMs = LOOK_BACK_MS
      thoroughAt = now
    } else thoroughAt = Number.NEGATIVE_INFINITY
  })
}

/** False when it could not look at everything, or when another process is at it. */
async function trySweep(lookBackMs: number, told?: Told): Promise<boolean> {
  const [beganAt, since] = [Date.now(), outageSince()]
  const backMs = since === null ? lookBackMs : Math.max(lookBackMs, beganAt - since)
  try {
    const sent = await sweep(backMs, told)
    if (sent === null) return false
    if (sent > 0) log.info({ tickets: sent }, 'sweeper published what was missing')
    if (since !== null) endOutage(beganAt)
    return true
  } catch (error) {
    markOutage(error)
    return false
  }
}

/** Publishes what is missing of every ticket active in the last `backMs` that was not `told` of; answers of how many, or null
 *  when another process is sweeping. Throws when Redis or PostgreSQL is away. */
export function sweep(backMs: number, told: Told = () => false): Promise<number | null> {
  return sweepProgress(backMs / 1_000, async (progress) => {
    const all = [...progress].filter(([ticketId, lastSeq]) => !told(ticketId, lastSeq))
    let sent = 0
    for (let start = 0; start < all.length; start += BATCH) {
      const behind = await findBehind(all.slice(start, start + BATCH))
      for (const { ticketId, last } of behind) await refill(ticketId, last)
      sent += behind.length
      await pause(REST_MS)
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
