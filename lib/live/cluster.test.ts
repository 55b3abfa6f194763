/** The live engine on a cluster of three real nodes, one of which has a replica. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from 'redis'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onRedis } from '@/lib/redis'
import { makeCommands } from '@/lib/redis/commands'
import { freePort } from '@/scripts/services/ports.mjs'
import { type Redis, startRedis } from '@/scripts/services/redis.mjs'
import { BusReader } from './bus'
import { busKey, chatKey, crc16, PARTITIONS, partitionOf } from './keys'
import { publishAccess } from './publish'

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-cluster-'))
const SLOTS = 16_384
const nodes: Redis[] = []
/** Where the nodes talk to each other. */
const talk: number[] = []
const clients: Awaited<ReturnType<typeof dial>>[] = []
const seen: number[] = []
const ups: boolean[] = []
const reader = () =>
  new BusReader({
    onRecords: (records) => {
      for (const record of records) if (record.type === 'access') seen.push(record.accessVersion)
    },
    onUp: (lost) => ups.push(lost),
    onDown: () => {
      downs++
    },
  })
let bus: BusReader
let downs = 0

const dial = (url: string) =>
  createClient({ url })
    .on('error', () => {})
    .connect()

beforeAll(async () => {
  for (let index = 0; index < 4; index++) {
    const own = await freePort()
    talk.push(own)
    const settings = { 'cluster-enabled': 'yes', 'cluster-node-timeout': 2_000, 'cluster-port': own }
    const node = await startRedis({
      folder: path.join(folder, `node-${index}`),
      password: 'only-for-tests',
      port: await freePort(),
      settings: { ...settings, masterauth: 'only-for-tests' },
    })
    nodes.push(node)
    clients.push(await dial(node.url))
  }
  const third = Math.ceil(SLOTS / 3)
  for (const [index, client] of clients.slice(0, 3).entries()) {
    const last = Math.min(SLOTS, (index + 1) * third) - 1
    await client.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', String(index * third), String(last)])
    await client.sendCommand(['CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1)])
  }
  for (const [index, { port }] of nodes.entries())
    await clients[0]?.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', String(port), String(talk[index])])
  for (const client of clients)
    await vi.waitFor(async () =>
      expect(String(await client.sendCommand(['CLUSTER', 'INFO']))).toMatch(/state:ok[\s\S]*known_nodes:4/),
    )
  const [, , primary, replica] = clients
  if (!primary || !replica) throw new Error('four nodes')
  await replica.sendCommand(['CLUSTER', 'REPLICATE', await idOf(primary)])
  await vi.waitFor(async () =>
    expect(String(await replica.sendCommand(['INFO', 'replication']))).toContain('master_link_status:up'),
  )
  process.env.REDIS_URL = 'redis://:only-for-tests@unused.invalid'
  process.env.REDIS_CLUSTER = nodes.map(({ port }) => `127.0.0.1:${port}`).join()
  bus = reader()
  bus.start()
  await vi.waitFor(() => expect(ups).toEqual([false]))
})
afterAll(async () => {
  await bus.stop()
  for (const client of clients) client.destroy()
  await Promise.all(nodes.map((node) => node.stop()))
  rmSync(folder, { recursive: true, force: true })
})

const idOf = async (client: (typeof clients)[number]) => String(await client.sendCommand(['CLUSTER', 'MYID']))
const timesSeen = (version: number) => seen.filter((one) => one === version).length

it('hears every partition, each on the node that has it', async () => {
  await publishAccess(1)
  await vi.waitFor(() => expect(timesSeen(1)).toBe(PARTITIONS.length))
  const ids = Array.from({ length: 16 }, (_, n) => `ticket-${n}`)
  const rows = [{ seq: 1, id: 'one', kind: 'message', author: '', at: '', n: 1, body: '{}', sum: '', record: '' }]
  for (const id of ids) {
    const reply = await onRedis('test', 1_500, (redis) =>
      redis.publishEntries(chatKey(id), busKey(partitionOf(id)), rows, 'whole', 'never'),
    )
    expect(reply).toEqual({ complete: true, last: 1 })
  }
})

/** A slot on its way from one node to the next: the keys first, and then, when told so, the slot itself. */
async function moveSlotOf(partition: string): Promise<{ settle(): Promise<void> }> {
  const slot = String(crc16(partition) % SLOTS)
  const before = Math.floor(Number(slot) / Math.ceil(SLOTS / 3))
  const [from, to, target] = [clients[before], clients[(before + 1) % 3], nodes[(before + 1) % 3]]
  if (!from || !to) throw new Error('three nodes')
  const [fromId, toId] = [await idOf(from), await idOf(to)]
  await to.sendCommand(['CLUSTER', 'SETSLOT', slot, 'IMPORTING', fromId])
  await from.sendCommand(['CLUSTER', 'SETSLOT', slot, 'MIGRATING', toId])
  const keys = (await from.sendCommand(['CLUSTER', 'GETKEYSINSLOT', slot, '100'])) as unknown as string[]
  expect(keys).toContain(busKey(partition))
  const where = ['127.0.0.1', String(target?.port), '', '0', '5000', 'AUTH', 'only-for-tests']
  await from.sendCommand(['MIGRATE', ...where, 'KEYS', ...keys])
  return {
    settle: async () => {
      for (const client of [to, from, ...clients.slice(0, 3)])
        await client.sendCommand(['CLUSTER', 'SETSLOT', slot, 'NODE', toId])
    },
  }
}

it('leaves no connection behind when it is ended while it finds its nodes', async () => {
  await onRedis('test', 1_500, (redis) => redis.get('any'))
  const count = async () => {
    const lists = await Promise.all(clients.map((client) => client.sendCommand(['CLIENT', 'LIST'])))
    return lists.join('').split('name=bellboard-commands').length - 1
  }
  const before = await count()
  expect(before).toBe(3)
  const another = makeCommands()
  another.destroy()
  await another.first
  await vi.waitFor(async () => expect(await count()).toBe(before))
})

it('loses nothing when a slot moves to another node under the blocked reader', async () => {
  const { settle } = await moveSlotOf(PARTITIONS[0] ?? '')
  await settle()
  for (let version = 100; version < 120; version++) await publishAccess(version)
  await vi.waitFor(() => {
    for (let version = 100; version < 120; version++) expect(timesSeen(version)).toBe(PARTITIONS.length)
  })
  // It found the slot again by itself, and its place with it.
  expect(ups).not.toContain(true)
})

it('hears on while a slot is half moved, and when it has settled', async () => {
  downs = 0
  const { settle } = await moveSlotOf(PARTITIONS[1] ?? '')
  await publishAccess(200)
  await vi.waitFor(() => expect(timesSeen(200)).toBe(PARTITIONS.length))
  await settle()
  await publishAccess(201)
  await vi.waitFor(() => expect(timesSeen(201)).toBe(PARTITIONS.length))
  expect([ups.includes(true), downs]).toEqual([false, 0])
})

it('hears what is published after a node has died and its replica has taken over', async () => {
  const [victim, heir] = [nodes[2], clients[3]]
  if (!victim || !heir) throw new Error('four nodes')
  process.kill(victim.pid, 'SIGKILL')
  await victim.gone
  await vi.waitFor(async () => expect(await heir.sendCommand(['ROLE'])).toMatchObject({ 0: 'master' }))
  let version = 300
  await vi.waitFor(
    async () => {
      await publishAccess(++version)
      expect(timesSeen(version - 1)).toBe(PARTITIONS.length)
    },
    { interval: 250 },
  )
})
