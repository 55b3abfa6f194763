/** A Redis that has forgotten: all of it, what lies behind a reader, or what came last. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'redis'
import { busKey, chatKey, PARTITIONS } from '@/lib/live/keys'
import { startRedis } from '../services/redis.mjs'
import { AFTER, type Fault } from './fault'
import type { House } from './house'

export const FORGETTING: Fault[] = [
  {
    name: 'redis-emptied',
    inShort: true,
    run: async ({ hotel, load }) => {
      await withRedis(hotel.redis.url, (redis) => redis.flushAll())
      await load.goesOn(AFTER)
    },
  },
  { name: 'trimmed-while-away', inShort: true, run: trimWhileAway },
  { name: 'redis-replaced', run: replaceByReplica },
]

/** Nobody's stream comes through; when they resume, neither the bus nor the threads reach back to where they were. */
async function trimWhileAway({ hotel, guests, wires, load }: House): Promise<void> {
  wires.browsers.cut()
  await load.goesOn(AFTER * 3)
  await withRedis(hotel.redis.url, async (redis) => {
    for (const { ticketId } of guests.rooms) await redis.xTrim(chatKey(ticketId), 'MAXLEN', 1)
    for (const partition of PARTITIONS) await redis.xTrim(busKey(partition), 'MAXLEN', 0)
  })
  await load.goesOn(AFTER)
}

/** A replica that was behind takes over, without what came last; and then the first server comes back as it was. */
async function replaceByReplica({ hotel, wires, load }: House): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-replica-'))
  const first = new URL(hotel.redis.url)
  const password = decodeURIComponent(first.password)
  const replica = await startRedis({ folder: path.join(folder, 'redis'), password })
  try {
    await withRedis(replica.url, async (redis) => {
      await redis.sendCommand(['CONFIG', 'SET', 'masterauth', password])
      await redis.sendCommand(['REPLICAOF', first.hostname, first.port])
      while (!String(await redis.info('replication')).includes('master_link_status:up')) await pause(20)
      await redis.sendCommand(['REPLICAOF', 'NO', 'ONE'])
    })
    await load.goesOn(AFTER)
    wires.redis.lead(() => [replica.port])
    await load.goesOn(AFTER)
  } finally {
    wires.redis.lead(() => [Number(first.port)])
    await replica.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  await load.goesOn(AFTER)
}

async function withRedis<T>(url: string, work: (redis: Awaited<ReturnType<typeof connect>>) => Promise<T>): Promise<T> {
  const redis = await connect(url)
  try {
    return await work(redis)
  } finally {
    redis.destroy()
  }
}

const connect = (url: string) => createClient({ url, name: 'faults' }).connect()
