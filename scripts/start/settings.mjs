/** How this copy of Bellboard is to run: from the environment, with a sentence for whatever cannot be. */
import { accessSync, chmodSync, constants, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import path from 'node:path'
import { Refusal } from '../say.mjs'
import { probe } from '../services/ports.mjs'

export const ROOT = path.join(import.meta.dirname, '../..')

/**
 * @typedef {object} Settings
 * @property {boolean} dev
 * @property {number} port
 * @property {string} host
 * @property {string} data folder
 * @property {string | undefined} databaseUrl
 * @property {string | undefined} redisUrl
 * @property {string} appendfsync
 * @property {string} publicUrl
 * @property {string[] | undefined} appCommand instead of Next, for trying the start itself
 */

/** @param {string[]} args @returns {Settings} */
export function readSettings(args, env = process.env) {
  const unknown = args.find((arg) => arg !== '--dev')
  if (unknown)
    throw new Refusal(`I do not know ${unknown}: "npm start" and "npm run dev" take no arguments, see README.md.`)
  const port = Number(env.PORT || 3000)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new Refusal(`PORT is "${env.PORT}", and must be a number from 1 to 65535.`)
  const host = env.HOST || '127.0.0.1'
  const appendfsync = env.BELLBOARD_APPENDFSYNC || 'everysec'
  if (!['always', 'everysec', 'no'].includes(appendfsync))
    throw new Refusal(`BELLBOARD_APPENDFSYNC is "${appendfsync}", and must be always, everysec or no.`)
  for (const name of ['REDIS_CLUSTER', 'REDIS_SENTINELS'])
    if (env[name] && !env.REDIS_URL)
      throw new Refusal(`${name} needs REDIS_URL, which names the account: redis://user:password@host.`)
  return {
    dev: args.includes('--dev'),
    port,
    host,
    appendfsync,
    data: dataFolder(env),
    databaseUrl: env.DATABASE_URL || undefined,
    redisUrl: env.REDIS_URL || undefined,
    publicUrl: env.PUBLIC_URL || defaultOrigins(host, port).join(','),
    appCommand: env.BELLBOARD_APP_COMMAND ? JSON.parse(env.BELLBOARD_APP_COMMAND) : undefined,
  }
}

export const dataFolder = (env = process.env) => path.resolve(ROOT, env.BELLBOARD_DATA || '.data')

/** Every address is an origin of its own to a browser; "all addresses" is none. */
function defaultOrigins(host, port) {
  const names = ['localhost', '127.0.0.1']
  if (!isEverywhere(host) && !names.includes(host)) names.push(isIP(host) === 6 ? `[${host}]` : host)
  return names.map((name) => `http://${name}:${port}`)
}

export const isEverywhere = (/** @type {string} */ host) => host === '0.0.0.0' || host === '::'

/** Where this machine itself reaches the app. */
export function localAddress(/** @type {{ host: string, port: number }} */ { host, port }) {
  const name = isEverywhere(host) ? '127.0.0.1' : isIP(host) === 6 ? `[${host}]` : host
  return `http://${name}:${port}`
}

/** @param {Settings} settings */
export async function requireFreePort({ port, host }) {
  const found = await probe(port, host)
  if (found === 'taken')
    throw new Refusal(
      `Port ${port} on ${host} is in use: stop what uses it, or choose another (PORT=${port + 1} npm start).`,
    )
  if (found === 'forbidden')
    throw new Refusal(`You may not listen on port ${port}: choose one above 1023 (PORT=3000 npm start).`)
  if (found === 'elsewhere')
    throw new Refusal(
      `HOST is "${host}", which is no address of this machine: use 127.0.0.1, 0.0.0.0 or one of its own.`,
    )
}

const REAL = 'real-hotel'

/** No demo is ever loaded into this folder: somebody has begun to make a hotel of their own there. @param {string} folder */
export function keepForReal(folder) {
  requireDataFolder(folder)
  writeFileSync(path.join(folder, REAL), '')
}

export const isForReal = (/** @type {string} */ folder) => existsSync(path.join(folder, REAL))

/** Makes the data folder, and finds out now rather than later that it cannot be written. @param {string} folder */
export function requireDataFolder(folder) {
  try {
    const made = mkdirSync(folder, { recursive: true })
    // The database's own account passes through it; what is inside is closed by itself.
    if (made) chmodSync(folder, 0o755)
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    const why = error.code === 'EACCES' || error.code === 'EPERM' ? 'you may not write there' : error.message
    throw new Refusal(
      `The data folder ${folder} cannot be used: ${why}. Start as the user it belongs to, or set BELLBOARD_DATA to another.`,
    )
  }
}
