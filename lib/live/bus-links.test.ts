/** The bus reader on links that fail as links do, most of them without a word. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { onRedis } from '@/lib/redis'
import { Wire } from '@/scripts/faults/wire'
import { type Redis, startRedis } from '@/scripts/services/redis.mjs'
import { BusReader } from './bus'
import { busKey, PARTITIONS } from './keys'
import { upTo } from './rehearsal'

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-links-'))
const key = busKey(PARTITIONS[0] ?? '')
let server: Redis
let wire: Wire
/** Past the wire. */
let direct: Awaited<ReturnType<typeof dial>>
let reader: BusReader
let seen: number[] = []
let told: string[] = []

const dial = () => createClient({ url: server.url, name: 'a-test' }).connect()

beforeAll(async () => {
  server = await startRedis({ folder: path.join(folder, 'redis'), password: 'only-for-tests' })
  wire = await Wire.open(() => [server.port])
  wire.settledMs = 300
  direct = await dial()
  process.env.REDIS_URL = server.url.replace(String(server.port), String(wire.port))
})
afterAll(async () => {
  direct.destroy()
  await wire.close()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  seen = []
  told = []
  reader = new BusReader({
    onRecords: (records) => {
      for (const record of records) if (record.type === 'access') seen.push(record.accessVersion)
    },
    onUp: (lost) => told.push(lost ? 'lost' : 'up'),
    onDown: () => told.push('down'),
  })
  reader.start()
  await vi.waitFor(async () => expect(await readers()).toMatchObject([{ cmd: 'xread', flags: 'b' }]))
  expect(told).toEqual(['up'])
})
afterEach(async () => {
  wire.heal()
  await reader.stop()
  await vi.waitFor(async () => expect(await readers()).toEqual([]))
})

const write = (accessVersion: number) => direct.xAdd(key, '*', { r: JSON.stringify({ type: 'access', accessVersion }) })

/** Its connections as the server sees them. */
async function readers(): Promise<Record<string, string>[]> {
  const lines = String(await direct.sendCommand(['CLIENT', 'LIST']))
    .trim()
    .split('\n')
  const all = lines.map((line) => Object.fromEntries(line.split(' ').map((field) => field.split(/=(.*)/s).slice(0, 2))))
  return all.filter(({ name }) => name === 'bellboard-reader')
}

it('half-open: when the answer was lost and nothing more will come, it is read again over another link', async () => {
  wire.mode = 'blackhole'
  await write(1)
  // Answered, as far as the server knows.
  await vi.waitFor(async () => expect((await readers())[0]?.flags).toBe('N'))
  wire.mode = 'pass'
  await write(2)
  await vi.waitFor(() => expect(seen).toEqual([1, 2]))
  // One dial that succeeds is nobody's business.
  expect(told).toEqual(['up'])
})

it('dead in both directions: everybody is told, and what was written meanwhile is read when there is a way again', async () => {
  wire.mode = 'blackhole'
  await write(1)
  await vi.waitFor(() => expect(told).toEqual(['up', 'down']))
  await write(2)
  wire.heal()
  await vi.waitFor(() => expect(told).toEqual(['up', 'down', 'up']))
  await vi.waitFor(() => expect(seen).toEqual([1, 2]))
})

it('slow: everything comes in order and nobody is alarmed', async () => {
  wire.mode = 'late'
  for (const version of upTo(1, 30)) await write(version)
  await vi.waitFor(() => expect(seen).toEqual(upTo(1, 30)))
  expect(told).toEqual(['up'])
})

it('broken in place of every answer: it comes back each time, and nothing is lost or read twice', async () => {
  const [before] = await readers()
  wire.mode = 'reset'
  let written = 0
  await vi.waitFor(async () => {
    await write(++written)
    expect(await readers()).not.toMatchObject([{ id: before?.id }])
  })
  await write(++written)
  await vi.waitFor(() => expect(seen).toEqual(upTo(1, written)))
  wire.heal()
  await write(++written)
  await vi.waitFor(() => expect(seen).toEqual(upTo(1, written)))
  expect(told).not.toContain('lost')
})

it('half-open under short commands: after three missed deadlines they go over another link', async () => {
  let number = 0
  const ask = async () => {
    const word = `word ${++number}`
    expect(await onRedis('test', 200, (redis) => redis.echo(word))).toBe(word)
  }
  await vi.waitFor(ask)
  wire.mode = 'blackhole'
  for (const _ of upTo(1, 3)) await expect(ask()).rejects.toThrow(/no answer/)
  // The old link would now give every question the answer to another.
  wire.mode = 'pass'
  await vi.waitFor(ask)
})
