/** The whole of `npm start`: packages, servers, build, migrations, the demo hotel, the app, and the way back. Everything
 *  that was started is stopped in the opposite order, whatever happens in between; data is never removed. */
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bringBuild } from '../bring/build.mjs'
import { bringPackages } from '../bring/packages.mjs'
import { bringRedis } from '../bring/redis.mjs'
import { stopRunning } from '../run.mjs'
import { say, step } from '../say.mjs'
import { shorten } from '../services/logs.mjs'
import { secretsOf } from '../services/secrets.mjs'
import { openApp } from './app.mjs'
import { Ending } from './ending.mjs'
import { greet } from './greet.mjs'
import { prepareDatabase } from './hotel.mjs'
import { takeDataFolder } from './possession.mjs'
import { openPostgres, openRedis } from './servers.mjs'
import { isForReal, localAddress, ROOT, readSettings, requireDataFolder, requireFreePort } from './settings.mjs'

const SHORTEN_MS = 10 * 60_000

export async function main(/** @type {string[]} */ args) {
  const began = Date.now()
  const ending = new Ending()
  const opened = open(args, ending, began).catch((error) => ending.fail(error))
  await ending.asked
  await stopRunning()
  // A step that hangs, such as waiting for somebody else's migration, must not keep us.
  await Promise.race([opened, sleep(30_000, undefined, { ref: false })])
  process.exitCode = await ending.close()
  // Nothing is left that could keep us, unless a library holds a handle.
  process.exit()
}

/** @param {string[]} args @param {Ending} ending @param {number} began */
async function open(args, ending, began) {
  const settings = readSettings(args)
  requireDataFolder(settings.data)
  const possession = await takeDataFolder(settings.data, localAddress(settings))
  ending.later('', () => possession.release())
  await requireFreePort(settings)
  if (!settings.appCommand) await bringPackages(ROOT)
  ending.check()
  if (!settings.redisUrl) await bringRedis()
  ending.check()
  if (!settings.dev && !settings.appCommand) await bringBuild(ROOT)
  ending.check()

  const secrets = secretsOf(settings.data)
  const [database, redis] = await openServers(settings, secrets, ending, possession)
  ending.check()
  const { databaseUrl, data } = settings
  const hotel = await prepareDatabase(database, { demo: !databaseUrl && !isForReal(data), data })
  ending.check()

  const app = await openApp(settings, {
    log: path.join(settings.data, 'app.log'),
    environment: {
      DATABASE_URL: database,
      REDIS_URL: redis,
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET || secrets.nextAuth,
      PUBLIC_URL: settings.publicUrl,
      ...vapidOf(secrets),
      BELLBOARD_DATA: settings.data,
    },
    ending,
    possession,
  })
  await step('Starting the app', () => app.ready)
  const logs = ['app.log', 'postgres.log', 'redis.log'].map((name) => path.join(settings.data, name))
  setInterval(() => logs.forEach((log) => void shorten(log)), SHORTEN_MS).unref()
  await greet(settings, { address: localAddress(settings), hotel, seconds: (Date.now() - began) / 1000 })
}

/** One's own pair, or the one of the data folder. */
function vapidOf({ vapid }) {
  if (process.env.VAPID_PUBLIC_KEY || process.env.VAPID_PRIVATE_KEY) return {}
  return { VAPID_PUBLIC_KEY: vapid.publicKey, VAPID_PRIVATE_KEY: vapid.privateKey }
}

/** Both at once; if one fails, the other is still stopped by the ending. */
async function openServers(settings, secrets, ending, possession) {
  const opening = [
    settings.databaseUrl ?? openPostgres(settings, secrets, ending, possession),
    settings.redisUrl ?? openRedis(settings, secrets, ending, possession),
  ]
  if (settings.databaseUrl && settings.redisUrl) say('Using the PostgreSQL of DATABASE_URL and the Redis of REDIS_URL.')
  const results = await step('Starting the servers', () => Promise.allSettled(opening))
  for (const result of results) if (result.status === 'rejected') throw result.reason
  return results.map((result) => result.value)
}
