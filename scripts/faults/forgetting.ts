/** A Redis that has forgotten: all of it, what lies behind a reader, or what came last. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { db } from '@/db/client'
import { tickets } from '@/db/schema'
import { busKey, chatKey, PARTITIONS } from '@/lib/live/keys'
import { startRedis } from '../services/redis.mjs'
import type { Device } from './device'
import { AFTER, type Fault } from './fault'
import type { House } from './house'
import { withRedis } from './redis'

/** So many screens sleep while all is trimmed. */
const AWAY = 12

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

/** Some have no stream; when they resume, neither the bus nor the threads reach back to where they were. */
async function trimWhileAway({ hotel, guests, load, notes }: House): Promise<void> {
  const away = guests.devices.filter(({ isSignedOut }) => !isSignedOut).slice(0, AWAY)
  for (const { live } of away) live.stop()
  const were = new Map(away.map((device) => [device, shownBy(device)]))
  await load.goesOn(AFTER * 3)
  await withRedis(hotel.redis.url, async (redis) => {
    for (const { ticketId } of guests.rooms) await redis.xTrim(chatKey(ticketId), 'MAXLEN', 1)
    for (const partition of PARTITIONS) await redis.xTrim(busKey(partition), 'MAXLEN', 0)
  })
  const missed = await behind(were)
  for (const { live } of away) live.start()
  notes.push(`${missed} entries had passed by those who were away`)
  if (missed < AFTER) throw new Error('nobody missed anything: nothing was tried')
  await load.goesOn(AFTER)
}

const shownBy = (device: Device) => new Map([...device.threads.keys()].map((id) => [id, device.shown(id)]))

/** How many entries of their open tickets the journal has beyond what they have been shown. */
async function behind(were: Map<Device, Map<string, number>>): Promise<number> {
  const rows = await db().select({ id: tickets.id, lastSeq: tickets.lastSeq }).from(tickets)
  const newest = new Map(rows.map(({ id, lastSeq }) => [id, lastSeq]))
  return [...were.values()]
    .flatMap((shown) => [...shown])
    .reduce((sum, [ticketId, seq]) => sum + Math.max(0, (newest.get(ticketId) ?? 0) - seq), 0)
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
