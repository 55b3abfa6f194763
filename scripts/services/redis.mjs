/** A real redis-server on loopback, in a folder, configured by `ops/redis.conf`. It runs in a process group of its own. */
import { spawnSync } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../say.mjs'
import { serviceAccount, spawnAs } from './account.mjs'
import { lastWords, openLog } from './logs.mjs'
import { freePort } from './ports.mjs'
import { commandLine, known, startedAt, stop, workingFolder } from './processes.mjs'

export const BASE_CONFIG = path.join(import.meta.dirname, '../../ops/redis.conf')

const START_MS = 30_000
/** @type {[NodeJS.Signals, number][]} */
const STOP = [
  ['SIGTERM', 10_000],
  ['SIGKILL', 5_000],
]

/**
 * @typedef {object} Redis
 * @property {number} port
 * @property {number} pid
 * @property {string} url
 * @property {Promise<void>} gone resolves when the process has ended, for whatever reason
 * @property {() => Promise<void>} stop
 */

/**
 * @param {object} options
 * @param {string} options.folder is made when it is not there
 * @param {string} options.password
 * @param {Record<string, string | number>} [options.settings] beyond `ops/redis.conf`
 * @param {number} [options.port]
 * @param {string} [options.log] file
 * @returns {Promise<Redis>}
 */
export async function startRedis({
  folder,
  password,
  settings = {},
  port,
  log = path.join(path.dirname(folder), 'redis.log'),
}) {
  const binary = findRedis()
  if (!binary)
    throw new Refusal('redis-server is not installed: install it (apt, dnf, brew: "redis"), or set REDIS_URL.')
  await stopLeftover(folder)
  const account = serviceAccount(existsSync(folder) ? folder : undefined)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const chosen = port ?? (await freePort())
  const config = writeConfig(
    folder,
    { bind: '127.0.0.1', port: chosen, dir: folder, pidfile: path.join(folder, 'redis.pid'), ...settings },
    password,
  )
  if (account) for (const made of [folder, config]) chownSync(made, account.uid, account.gid)
  const output = openLog(log, account)
  const child = spawnAs(account, binary, [config], { paths: [folder], stdio: ['ignore', output, output] })
  closeSync(output)
  const gone = new Promise((resolve) =>
    child.once('exit', () => resolve(undefined)).once('error', () => resolve(undefined)),
  )
  const self = known(child.pid)
  await ready(chosen, password, child, log)
  return {
    port: chosen,
    pid: /** @type {number} */ (child.pid),
    url: `redis://:${password}@127.0.0.1:${chosen}`,
    gone,
    stop: () => stop(self, STOP),
  }
}

/** Absolute path of redis-server (or of valkey-server, its equal), when one is installed. */
export function findRedis() {
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/bin',
    '/usr/local/bin',
    '/usr/sbin',
    '/opt/homebrew/bin',
  ]
  for (const name of ['redis-server', 'valkey-server'])
    for (const folder of folders) {
      const file = path.join(folder || '.', name)
      if (existsSync(file) && spawnSync(file, ['--version']).status === 0) return file
    }
  return undefined
}

/** Whether Redis refused its own files rather than, say, its port. @param {Error} error */
export const looksDamaged = (error) =>
  /AOF|append only|RDB|rdb|manifest|[Bb]ad file format|[Uu]nexpected end/.test(error.message)

/** Its data is a warm copy of what PostgreSQL has: when a damaged file keeps it from starting, it may begin empty. */
export function setAside(folder) {
  const aside = `${folder}.damaged-${new Date().toISOString().replace(/[:.]/g, '-')}`
  renameSync(folder, aside)
  return aside
}

/** The password stays in a file that only the server's account reads, never in the list of processes. */
function writeConfig(folder, settings, password) {
  const file = path.join(folder, 'redis.conf')
  const lines = Object.entries({ ...settings, requirepass: password }).map(([name, value]) => `${name} ${quote(value)}`)
  writeFileSync(file, `${readFileSync(BASE_CONFIG, 'utf8')}\n${lines.join('\n')}\n`, { mode: 0o600 })
  return file
}

const quote = (value) => (/^[\w./:-]+$/.test(String(value)) ? value : JSON.stringify(String(value)))

/** A server whose starter was killed still runs on the folder: it is stopped in order. */
async function stopLeftover(folder) {
  const file = path.join(folder, 'redis.pid')
  const pid = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  if (!pid || !startedAt(pid) || !/redis|valkey/.test(commandLine(pid))) return
  // A process id is used again: it is ours only when it works in this folder.
  const at = workingFolder(pid)
  if (at === undefined || at === realpathSync(folder)) await stop(known(pid), STOP)
}

/** Answers PONG, which it does only when its files are loaded. */
async function ready(port, password, child, log) {
  const until = Date.now() + START_MS
  let failed = ''
  child.once('error', (error) => {
    failed = error.message
  })
  while (Date.now() < until) {
    if (failed || child.exitCode !== null || child.signalCode !== null)
      throw new Refusal(`Redis did not start. ${failed || lastWords(log)} (${log})`)
    if ((await talk(port, `AUTH ${password}\r\nPING\r\n`)).includes('+PONG')) return
    await sleep(15)
  }
  await stop(known(child.pid), STOP)
  throw new Refusal(`Redis was not ready within ${START_MS / 1000} s: see ${log}.`)
}

/** @returns {Promise<string>} what it answers within a second; empty when nobody does */
const talk = (port, words) =>
  new Promise((resolve) => {
    let heard = ''
    const socket = connect({ port, host: '127.0.0.1' }, () => socket.write(words))
    const end = () => {
      socket.destroy()
      resolve(heard)
    }
    socket.setTimeout(1_000, end).once('error', end).once('close', end)
    socket.on('data', (chunk) => {
      heard += chunk
      if (/PONG|^-/m.test(heard)) end()
    })
  })
