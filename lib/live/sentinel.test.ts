/** The live engine behind three real sentinels, whose primary is killed. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from 'redis'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { redis } from '@/lib/redis'
import { freePort } from '@/scripts/services/ports.mjs'
import { findRedis, type Redis, startRedis } from '@/scripts/services/redis.mjs'
import { BusReader } from './bus'
import { PARTITIONS } from './keys'
import { publishAccess } from './publish'
import { listenToWhispers, whisper } from './whispers'

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-sentinel-'))
const password = 'only-for-tests'
const seen = new Set<number>()
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
      { timeout: 20_000, interval: 200 },
    )
  process.env.REDIS_URL = `redis://:${password}@unused.invalid`
  process.env.REDIS_SENTINELS = ports.map((port) => `127.0.0.1:${port}`).join()
  process.env.REDIS_SENTINEL_MASTER = 'bell'
  bus = new BusReader({
    onRecords: (records) => {
      for (const record of records) if (record.type === 'access') seen.add(record.accessVersion)
    },
    onUp: (lost) => ups.push(lost),
    onDown: () => {},
  })
  bus.start()
  stopListening = listenToWhispers(({ event }) => heard.push(event))
  await vi.waitFor(() => expect(ups).toEqual([false]), 10_000)
}, 60_000)
afterAll(async () => {
  stopListening()
  await bus.stop()
  for (const sentinel of sentinels) sentinel.kill('SIGKILL')
  await replica.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('goes on with the replica that is promoted when the primary is killed: what is published then is heard', async () => {
  await publishAccess(1)
  await vi.waitFor(() => expect(seen).toContain(1), 5_000)
  const copied = async () => Number(await ask(replica.port, ['XLEN', `bus:{${PARTITIONS[0]}}`], password))
  await vi.waitFor(async () => expect(await copied()).toBe(1), 5_000)
  process.kill(primary.pid, 'SIGKILL')
  await primary.gone
  let version = 1
  await vi.waitFor(
    async () => {
      await publishAccess(++version)
      expect(seen).toContain(version)
    },
    { timeout: 25_000, interval: 250 },
  )
  expect(await redis().sendCommand(['ROLE'])).toMatchObject({ 0: 'master' })
  await vi.waitFor(
    async () => {
      await whisper({ event: 'typing', data: { ticketId: '0', personId: 'a', until: '' } } as never)
      expect(heard.length).toBeGreaterThan(0)
    },
    { timeout: 10_000, interval: 250 },
  )
}, 45_000)
