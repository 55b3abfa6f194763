/** The embedded PostgreSQL and Redis of a running hotel: kept alive on the port they began with, stopped at the end. */
import path from 'node:path'
import { Refusal, say } from '../say.mjs'
import { ensureDatabase, startPostgres } from '../services/postgres.mjs'
import { looksDamaged, setAside, startRedis } from '../services/redis.mjs'
import { keepAlive } from './keep-alive.mjs'

/** @returns {Promise<string>} its address */
export async function openPostgres(settings, secrets, ending, possession) {
  const folder = path.join(settings.data, 'postgres')
  const start = (/** @type {number} */ port) =>
    startPostgres({ folder, password: secrets.postgres, durable: true, port })
  const first = await start(undefined)
  keep('PostgreSQL', 1, first, start, ending, (pid) => possession.remember('postgres', pid, first.port))
  await ensureDatabase(first, secrets.postgres)
  return first.url()
}

/** @returns {Promise<string>} its address */
export async function openRedis(settings, secrets, ending, possession) {
  const folder = path.join(settings.data, 'redis')
  const options = { folder, password: secrets.redis, settings: { appendfsync: settings.appendfsync } }
  const start = (/** @type {number} */ port) => startUndamaged({ ...options, port })
  const first = await start(undefined)
  keep('Redis', 2, first, start, ending, (pid) => possession.remember('redis', pid, first.port))
  return first.url
}

/** What Redis holds is refilled from PostgreSQL, so a damaged file must not keep the hotel closed. */
async function startUndamaged(options) {
  try {
    return await startRedis(options)
  } catch (error) {
    if (!looksDamaged(error)) throw error
    say(
      `Redis cannot read its files. They are now in ${setAside(options.folder)}; it begins empty and is refilled from PostgreSQL.`,
    )
    return startRedis(options)
  }
}

function keep(name, rank, first, start, ending, onStart) {
  onStart(first.pid)
  const kept = keepAlive({
    name,
    first,
    start: () => start(first.port),
    onStart: (server) => onStart(server.pid),
    onHopeless: (sentence) => ending.fail(new Refusal(sentence)),
  })
  ending.later(name, kept.stop, rank)
}
