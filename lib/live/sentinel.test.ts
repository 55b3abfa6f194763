/** The live engine behind three real sentinels, whose primary freezes while it has what nobody else has, and is killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from 'redis'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { redis } from '@/lib/redis'
import { busScripts } from '@/lib/redis/bus-scripts'
import { freePort } from '@/scripts/services/ports.mjs'
import { findRedis, type Redis, startRedis } from '@/scripts/services/redis.mjs'
import { actorAs } from '@/scripts/stage/stage'
import { BusReader } from './bus'
import { busKey, chatKey, PARTITIONS, partitionOf } from './keys'
import { publish, publishAccess } from './publish'
import { commitMessage, makeTicket } from './rehearsal'
import { sweep } from './sweeper'
import { listenToWhispers, whisper } from './whispers'

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-sentinel-'))
const password = 'only-for-tests'
const seen = new Set<number>()
const entries: string[] = []
const ups: boolean[] = []
const heard: string[] = []
const sentinels: ChildProcess[] = []
let primary: Redis
let replica: Redis
let bus: BusReader
let stopListening: () => void

const ask = async (port: number, words: string[], secret?: string) => {
  const client = await createClient({
    socket: { host: '127.0.0.1', port, reconnectStrategy: false },
    ...(secret && { password: secret }),
  })
    .on('error', () => {})
    .connect()
  try {
    return (await client.sendCommand(words)) as unknown
  } finally {
    client.destroy()
  }
}

async function startSentinel(index: number): Promise<number> {
  const port = await freePort()
  const dir = path.join(folder, `sentinel-${index}`)
  mkdirSync(dir)
  const config = path.join(dir, 'sentinel.conf')
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${dir}`,
    `sentinel monitor bell 127.0.0.1 ${primary.port} 2`,
    `sentinel auth-pass bell ${password}`,
    'sentinel down-after-milliseconds bell 1000',
    'sentinel failover-timeout bell 5000',
  ]
  writeFileSync(config, lines.join('\n'))
  sentinels.push(spawn(findRedis() ?? '', [config, '--sentinel'], { stdio: 'ignore' }))
  return port
}

beforeAll(async () => {
  primary = await startRedis({ folder: path.join(folder, 'one'), password, settings: { masterauth: password } })
  replica = await startRedis({
    folder: path.join(folder, 'two'),
    password,
    settings: { masterauth: password, replicaof: `127.0.0.1 ${primary.port}` },
  })
  const ports = await Promise.all([1, 2, 3].map(startSentinel))
  // They find each other, and the replica, through the primary.
  for (const port of ports)
    await vi.waitFor(
      async () => {
        const words = (await ask(port, ['SENTINEL', 'MASTER', 'bell'])) as Record<string, string> | string[]
        const state = Array.isArray(words)
          ? Object.fromEntries(words.flatMap((word, at) => (at % 2 ? [] : [[word, words[at + 1]]])))
          : words
        expect(state).toMatchObject({ 'num-slaves': '1', 'num-other-sentinels': '2', flags: 'master' })
      },
      { interval: 200 },
    )
  process.env.REDIS_URL = `redis://:${password}@unused.invalid`
  process.env.REDIS_SENTINELS = ports.map((port) => `127.0.0.1:${port}`).join()
  process.env.REDIS_SENTINEL_MASTER = 'bell'
  bus = new BusReader({
    onRecords: (records) => {
      for (const record of records)
        if (record.type === 'access') seen.add(record.accessVersion)
        else entries.push(`${record.entry.ticketId} ${record.entry.seq}`)
    },
    onUp: (lost) => ups.push(lost),
    onDown: () => {},
  })
  bus.start()
  stopListening = listenToWhispers(({ event }) => heard.push(event))
  await vi.waitFor(() => expect(ups).toEqual([false]))
})
afterAll(async () => {
  stopListening()
  await bus.stop()
  for (const sentinel of sentinels) sentinel.kill('SIGKILL')
  await Promise.all([primary.stop(), replica.stop()])
  rmSync(folder, { recursive: true, force: true })
})

const roleOf = async (server: Redis) => ((await ask(server.port, ['ROLE'], password)) as unknown[])[0]
const threadOf = async (server: Redis, ticketId: string) =>
  ((await ask(server.port, ['XRANGE', chatKey(ticketId), '-', '+'], password)) as [string][]).map(([id]) => id)

it('sends again from the journal what only a deposed primary had, when it comes back as a replica', async () => {
  const hana = await actorAs('hana')
  const ticketId = await makeTicket(hana)
  await publish([await commitMessage(hana, ticketId, 'before')])
  await vi.waitFor(() => expect(entries).toEqual([`${ticketId} 1`]))
  await vi.waitFor(async () => expect(await threadOf(replica, ticketId)).toEqual(['1-0']))
  process.kill(primary.pid, 'SIGSTOP')
  try {
    // The engine has moved, and hears nothing of the old one any more.
    await vi.waitFor(
      async () => expect(String(await ask(replica.port, ['CLIENT', 'LIST'], password))).toContain('bellboard-reader'),
      { interval: 250 },
    )
  } finally {
    process.kill(primary.pid, 'SIGCONT')
  }
  ;[primary, replica] = [replica, primary]
  // It does not know yet that it is deposed: so writes who was cut off together with it.
  const { entry, delivery } = await commitMessage(hana, ticketId, 'only there')
  const row = { seq: 2, id: entry.id, kind: 'message', author: hana.personId, at: entry.at, n: 2 }
  const record = JSON.stringify({ type: 'entry', entry, delivery })
  const astray = await createClient({ url: replica.url, scripts: busScripts }).connect()
  try {
    const rows = [{ ...row, body: JSON.stringify(entry.body), sum: '', record }]
    const reply = await astray.publishEntries(chatKey(ticketId), busKey(partitionOf(ticketId)), rows, 'whole', 'never')
    expect(reply).toEqual({ complete: true, last: 2 })
  } finally {
    astray.destroy()
  }
  await vi.waitFor(async () => expect(await roleOf(replica)).toBe('slave'), { interval: 250 })
  await vi.waitFor(async () => expect(await threadOf(replica, ticketId)).toEqual(['1-0']))
  expect(entries).toEqual([`${ticketId} 1`])
  await vi.waitFor(() => sweep(120_000), { interval: 250 })
  await vi.waitFor(() => expect(entries).toEqual([`${ticketId} 1`, `${ticketId} 2`]))
  for (const server of [primary, replica])
    await vi.waitFor(async () => expect(await threadOf(server, ticketId)).toEqual(['1-0', '2-0']))
}, 100_000)

it('goes on with the replica that is promoted when the primary is killed: what is published then is heard', async () => {
  await publishAccess(1)
  await vi.waitFor(() => expect(seen).toContain(1))
  const lengthAt = async (server: Redis) =>
    Number(await ask(server.port, ['XLEN', busKey(PARTITIONS[0] ?? '')], password))
  await vi.waitFor(async () => expect(await lengthAt(replica)).toBe(await lengthAt(primary)))
  process.kill(primary.pid, 'SIGKILL')
  await primary.gone
  let version = 1
  await vi.waitFor(
    async () => {
      await publishAccess(++version)
      expect(seen).toContain(version)
    },
    { timeout: 40_000, interval: 250 },
  )
  expect(await redis().sendCommand(['ROLE'])).toMatchObject({ 0: 'master' })
  await vi.waitFor(
    async () => {
      await whisper({ event: 'typing', data: { ticketId: '0', personId: 'a', until: '' } } as never)
      expect(heard.length).toBeGreaterThan(0)
    },
    { interval: 250 },
  )
})
