/** Redis and its sentinels over TLS, with a certificate that only its own authority vouches for. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { freePort } from '@/scripts/services/ports.mjs'
import { findRedis, type Redis, startRedis } from '@/scripts/services/redis.mjs'

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-tls-'))
const [cert, key] = [path.join(folder, 'cert.pem'), path.join(folder, 'key.pem')]
const password = 'only-for-tests'
const { connect } = tls

function makeCertificate(): boolean {
  const words = 'req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=bell -addext subjectAltName=IP:127.0.0.1'
  return spawnSync('openssl', [...words.split(' '), '-keyout', key, '-out', cert]).status === 0
}

/** One that was built without TLS refuses the setting; others only miss the file. */
function knowsTls(): boolean {
  const tried = spawnSync(findRedis() ?? '', ['--port', '0', '--tls-port', '1', '--tls-cert-file', '/nowhere'])
  return !/Bad directive|FATAL CONFIG/i.test(`${tried.stdout}${tried.stderr}`)
}

/** As a process that begins with these settings. With `trusts`, as Node does with NODE_EXTRA_CA_CERTS, which it reads only
 *  when it starts. */
async function begin(settings: Record<string, string>, trusts = true) {
  vi.resetModules()
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  if (trusts)
    vi.spyOn(tls, 'connect').mockImplementation(((options: tls.ConnectionOptions) =>
      connect({ ...options, ca: readFileSync(cert) })) as typeof connect)
  return import('./servers')
}

describe.skipIf(!makeCertificate() || !knowsTls())('over TLS', () => {
  let server: Redis
  let sentinel: ChildProcess
  let url: string
  let sentinelAt: string

  beforeAll(async () => {
    const [port, sentinelPort] = [await freePort(), await freePort()]
    const settings = { 'tls-cert-file': cert, 'tls-key-file': key, 'tls-ca-cert-file': cert, 'tls-auth-clients': 'no' }
    server = await startRedis({
      folder: path.join(folder, 'redis'),
      password,
      settings: { ...settings, 'tls-port': port },
    })
    url = `rediss://:${password}@127.0.0.1:${port}`
    sentinelAt = `127.0.0.1:${sentinelPort}`
    const lines = Object.entries({ ...settings, 'tls-port': sentinelPort, port: 0, 'tls-replication': 'yes' })
    const config = path.join(folder, 'sentinel.conf')
    writeFileSync(
      config,
      [
        ...lines.map((line) => line.join(' ')),
        'bind 127.0.0.1',
        `dir ${folder}`,
        `sentinel monitor bell 127.0.0.1 ${port} 1`,
        `sentinel auth-pass bell ${password}`,
      ].join('\n'),
    )
    sentinel = spawn(findRedis() ?? '', [config, '--sentinel'], { stdio: 'ignore' })
  })
  afterAll(async () => {
    vi.unstubAllEnvs()
    sentinel.kill('SIGKILL')
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('reaches a server', async () => {
    const { dialAny } = await begin({ REDIS_URL: url })
    const client = await dialAny('test')
    expect(await client.ping()).toBe('PONG')
    client.destroy()
  })

  it('follows the sentinels, who are asked over TLS as well, to the primary', async () => {
    const { dialAny } = await begin({
      REDIS_URL: url.replace(/@.*/, '@unused.invalid'),
      REDIS_SENTINELS: sentinelAt,
      REDIS_SENTINEL_MASTER: 'bell',
    })
    const client = await vi.waitFor(() => dialAny('test'), { interval: 100 })
    expect(await client.sendCommand(['ROLE'])).toMatchObject({ 0: 'master' })
    client.destroy()
  })

  it('refuses a certificate that nobody it trusts vouches for', async () => {
    vi.unstubAllEnvs()
    const { dialAny } = await begin({ REDIS_URL: url }, false)
    await expect(dialAny('test')).rejects.toThrow(/self-signed certificate/)
  })
})
