/** The Redis configuration that `npm start`, the tests and production share. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { leash } from '@/scripts/services/leash.mjs'
import { commandLine } from '@/scripts/services/processes.mjs'
import { type Redis, startRedis } from '@/scripts/services/redis.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-redis-'))
chmodSync(folder, 0o755)
const letGo = leash(folder)
const options = { folder: path.join(folder, 'redis'), password: 'a-password-of-its-own' }
let redis: Redis

beforeAll(async () => {
  redis = await startRedis(options)
})
afterAll(async () => {
  await redis.stop()
  rmSync(folder, { recursive: true, force: true })
  letGo()
})

const connect = (url = redis.url) =>
  createClient({ url, socket: { reconnectStrategy: false } })
    .on('error', () => {})
    .connect()

describe('ops/redis.conf', () => {
  it('keeps what it holds in AOF and RDB, and never drops a key to make room', async () => {
    const client = await connect()
    expect(await client.configGet(['appendonly', 'appendfsync', 'save', 'maxmemory-policy'])).toMatchObject({
      appendonly: 'yes',
      appendfsync: 'everysec',
      save: '900 1 300 100 60 10000',
      'maxmemory-policy': 'noeviction',
    })
    client.destroy()
  })

  it('lets nobody in without the password, which is not in the list of processes', async () => {
    await expect(connect(`redis://127.0.0.1:${redis.port}`).then((client) => client.ping())).rejects.toThrow(/NOAUTH/)
    await expect(connect(`redis://:wrong@127.0.0.1:${redis.port}`)).rejects.toThrow(/WRONGPASS/)
    expect(commandLine(redis.pid)).toContain('redis-server')
    expect(commandLine(redis.pid)).not.toContain(options.password)
  })

  it('listens on loopback only', async () => {
    const client = await connect()
    expect(await client.configGet(['bind', 'protected-mode'])).toMatchObject({
      bind: '127.0.0.1',
      'protected-mode': 'yes',
    })
    client.destroy()
  })

  it('comes back with what it had after kill -9', async () => {
    const client = await connect()
    await client.xAdd('thread', '1-0', { body: 'kept' })
    await client.xAdd('thread', '2-0', { body: 'kept too' })
    // With "everysec" a write waits in memory while an earlier one is being synced.
    await expect.poll(() => client.info('persistence')).toMatch(/aof_buffer_length:0\r/)
    await expect.poll(() => client.info('persistence')).toMatch(/aof_pending_bio_fsync:0\r/)
    client.destroy()
    process.kill(redis.pid, 'SIGKILL')
    await redis.gone
    redis = await startRedis({ ...options, port: redis.port })
    const again = await connect()
    expect(await again.xLen('thread')).toBe(2)
    again.destroy()
  })
})
