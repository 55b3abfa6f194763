/** The Redis configuration that `npm start`, the tests and production share. */
import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from 'redis'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { leash } from '@/scripts/services/leash.mjs'
import { freePort } from '@/scripts/services/ports.mjs'
import { commandLine } from '@/scripts/services/processes.mjs'
import { findRedis, type Redis, startRedis } from '@/scripts/services/redis.mjs'

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

describe('ops/sentinel-entrypoint.sh', () => {
  it('watches the primary, and keeps what it has learnt', async () => {
    const data = path.join(folder, 'sentinel')
    mkdirSync(data)
    const secret = path.join(folder, 'secret')
    writeFileSync(secret, `${options.password}\n`)
    const port = await freePort()
    const env = {
      PATH: `${path.dirname(findRedis() ?? '')}:${process.env.PATH}`,
      SENTINEL_FOLDER: data,
      SENTINEL_PORT: String(port),
      PRIMARY: `127.0.0.1 ${redis.port}`,
      REDIS_PASSWORD_FILE: secret,
    } as unknown as NodeJS.ProcessEnv
    const sentinel = spawn('sh', [path.join(import.meta.dirname, 'sentinel-entrypoint.sh')], { env, stdio: 'ignore' })
    const ended = new Promise((resolve) => sentinel.once('exit', resolve))
    try {
      const client = await vi.waitFor(() => connect(`redis://127.0.0.1:${port}`), { interval: 100 })
      const address = await client.sendCommand(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', 'bell'])
      expect(address).toEqual(['127.0.0.1', String(redis.port)])
      client.destroy()
      expect(readFileSync(path.join(data, 'sentinel.conf'), 'utf8')).toMatch(/^sentinel myid/m)
    } finally {
      sentinel.kill('SIGKILL')
      await ended
    }
  })
})
