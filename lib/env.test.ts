import { expect, it, vi } from 'vitest'

/** As a process that begins with these settings. */
async function begin(settings: Record<string, string>) {
  vi.resetModules()
  for (const [name, value] of Object.entries({ REDIS_URL: 'redis://:secret@redis.example:6379', ...settings }))
    vi.stubEnv(name, value)
  try {
    return (await import('./env')).env()
  } finally {
    vi.unstubAllEnvs()
  }
}

it('reads the nodes of a cluster and the sentinels', async () => {
  const { REDIS_CLUSTER } = await begin({ REDIS_CLUSTER: 'one:7000, [::1]:7001,' })
  expect(REDIS_CLUSTER).toEqual([
    { host: 'one', port: 7000 },
    { host: '::1', port: 7001 },
  ])
  const { REDIS_SENTINELS } = await begin({ REDIS_SENTINELS: 'one:26379', REDIS_SENTINEL_MASTER: 'bell' })
  expect(REDIS_SENTINELS).toEqual([{ host: 'one', port: 26379 }])
})

it.each([
  [{ REDIS_CLUSTER: 'one' }, /REDIS_CLUSTER \(expected host:port/],
  [{ REDIS_SENTINELS: 'one:bell', REDIS_SENTINEL_MASTER: 'bell' }, /REDIS_SENTINELS \(expected host:port.*ports 1 to/],
  [{ REDIS_SENTINELS: 'one:65536', REDIS_SENTINEL_MASTER: 'bell' }, /REDIS_SENTINELS \(expected host:port/],
  [{ REDIS_SENTINELS: 'one:0', REDIS_SENTINEL_MASTER: 'bell' }, /REDIS_SENTINELS \(expected host:port/],
  [{ REDIS_URL: 'redis://:secret@redis.example:bell' }, /REDIS_URL \(not a URL/],
  [{ REDIS_CLUSTER: 'one:1', REDIS_SENTINELS: 'two:2', REDIS_SENTINEL_MASTER: 'bell' }, /not together/],
  [{ REDIS_SENTINELS: 'two:2' }, /REDIS_SENTINEL_MASTER \(missing/],
  [{ REDIS_SENTINEL_MASTER: 'bell' }, /REDIS_SENTINELS \(missing/],
  [{ REDIS_CLUSTER: 'one:1', REDIS_URL: 'redis://:secret@redis.example:6379/3' }, /database 0 only/],
])('refuses to start with %o', async (settings, words) => {
  await expect(begin(settings)).rejects.toThrow(words)
})
