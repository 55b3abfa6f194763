/** A demo hotel of one's own: its PostgreSQL, its Redis and the production build, each to be killed and started again on the
 *  same port and data, without disturbing anybody else. */
import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { leash } from '../scripts/services/leash.mjs'
import { freePort } from '../scripts/services/ports.mjs'
import { ensureDatabase, type Postgres, startPostgres } from '../scripts/services/postgres.mjs'
import { known, stop } from '../scripts/services/processes.mjs'
import { type Redis, startRedis } from '../scripts/services/redis.mjs'
import { prepareDatabase } from '../scripts/start/hotel.mjs'
import { NODE_FLAGS } from '../scripts/start/node-flags.mjs'

const ROOT = path.join(import.meta.dirname, '..')
const PASSWORD = 'only-for-these-tests'
const START_MS = 30_000
/** Signs this hotel's cookies. */
export const SECRET = 'a-secret-that-is-only-for-these-tests'

interface Server {
  /** Starts it on its port and its data; resolves when it answers. */
  start(): Promise<void>
  /** `kill -9`; resolves when it is gone. */
  kill(): Promise<void>
  /** In order. */
  stop(): Promise<void>
}

export interface App extends Server {
  pid(): number
  exited(): Promise<void>
  log(): string
}

export interface Hotel {
  origin: string
  /** Where the app listens; `origin` may be something in front of it. */
  port: number
  app: App
  redis: Server & { url: string; pid(): number }
  postgres: Server & { url: string; pid(): number }
  /** Another app process on the same servers; not yet started, and ended with the hotel. */
  another(): Promise<App & { port: number }>
  close(): Promise<void>
}

interface Options {
  /** The port under which browsers come in, when something stands in front of the app. */
  front?: number
  /** The address that people know, when it is another. */
  origin?: string
  /** What the app is told instead of a server's URL, when something stands between the two. */
  wire?: (url: string) => Promise<string>
}

export async function openHotel({ front, origin: known, wire = async (url) => url }: Options = {}): Promise<Hotel> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-e2e-'))
  chmodSync(folder, 0o755)
  const letGo = leash(folder)
  const [postgres, redis] = await Promise.all([openPostgres(folder), openRedis(folder)])
  const port = await freePort()
  const origin = known ?? `http://127.0.0.1:${front ?? port}`
  const env = {
    DATABASE_URL: await wire(postgres.url),
    REDIS_URL: await wire(redis.url),
    NEXTAUTH_SECRET: SECRET,
    PUBLIC_URL: origin,
    BELLBOARD_DATA: path.join(folder, 'data'),
  }
  const app = openApp(folder, 'app', port, env)
  const apps = [app]
  const another = async () => {
    const port = await freePort()
    const more = openApp(folder, `app-${apps.length + 1}`, port, env)
    apps.push(more)
    return { ...more, port }
  }
  const close = async () => {
    await Promise.all(apps.map((one) => one.stop()))
    await Promise.all([postgres.stop(), redis.stop()])
    rmSync(folder, { recursive: true, force: true })
    letGo()
  }
  try {
    await app.start()
  } catch (error) {
    await close()
    throw error
  }
  return { origin, port, app, redis, postgres, another, close }
}

async function openPostgres(folder: string): Promise<Hotel['postgres']> {
  const begin = (port?: number) =>
    // What is acknowledged must be on disk, as in a real hotel.
    startPostgres({ folder: path.join(folder, 'postgres'), password: PASSWORD, durable: true, port })
  let server: Postgres = await begin()
  await ensureDatabase(server, PASSWORD)
  await prepareDatabase(server.url(), { demo: true, data: path.join(folder, 'data') })
  return {
    url: server.url(),
    pid: () => server.pid,
    start: async () => {
      server = await insist(() => begin(server.port))
    },
    kill: () => killed(server),
    stop: () => server.stop(),
  }
}

async function openRedis(folder: string): Promise<Hotel['redis']> {
  const begin = (port?: number) => startRedis({ folder: path.join(folder, 'redis'), password: PASSWORD, port })
  let server: Redis = await begin()
  return {
    url: server.url,
    pid: () => server.pid,
    start: async () => {
      server = await insist(() => begin(server.port))
    },
    kill: () => killed(server),
    stop: () => server.stop(),
  }
}

const killed = async ({ pid, gone }: { pid: number; gone: Promise<void> }) => {
  process.kill(pid, 'SIGKILL')
  await gone
}

/** The children of a PostgreSQL that was killed take a moment to notice, and hold its memory until then. */
async function insist<T>(start: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await start()
    } catch (error) {
      if (tries === 20) throw error
    }
  }
}

function openApp(folder: string, name: string, port: number, env: Record<string, string>): App {
  const file = path.join(folder, `${name}.log`)
  let pid = 0
  let exited: Promise<void> = Promise.resolve()
  const start = async () => {
    const before = existsSync(file) ? readFileSync(file).length : 0
    const output = openSync(file, 'a')
    const next = path.join(ROOT, 'node_modules/next/dist/bin/next')
    const child = spawn(
      process.execPath,
      [...NODE_FLAGS, next, 'start', '--port', String(port), '--hostname', '127.0.0.1'],
      {
        cwd: ROOT,
        detached: true,
        stdio: ['ignore', output, output],
        env: { ...process.env, ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      },
    )
    closeSync(output)
    pid = child.pid ?? 0
    writeFileSync(path.join(folder, `${name}.pid`), String(pid))
    exited = new Promise((resolve) => child.once('exit', () => resolve()))
    await answering(port, child, () => readFileSync(file).subarray(before).includes('Ready in'), file)
  }
  return {
    pid: () => pid,
    exited: () => exited,
    log: () => readFileSync(file, 'utf8'),
    start,
    kill: async () => {
      process.kill(-pid, 'SIGKILL')
      await exited
    },
    stop: () =>
      stop(
        known(pid),
        [
          ['SIGTERM', 12_000],
          ['SIGKILL', 5_000],
        ],
        { group: true },
      ),
  }
}

/** Next says in its log when it listens; whether it can serve, it is asked. */
async function answering(port: number, child: ChildProcess, isListening: () => boolean, file: string): Promise<void> {
  const signal = AbortSignal.timeout(START_MS)
  await new Promise<void>((resolve, reject) => {
    const look = () => {
      if (!isListening()) return
      watcher.close()
      resolve()
    }
    const fail = () => {
      watcher.close()
      reject(new Error('the app did not start'))
    }
    const watcher = watch(file, look)
    child.once('exit', fail)
    signal.addEventListener('abort', fail)
    look()
  })
  for (;;) {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health/ready`, { signal })
    if (answer.ok) return
    await pause(Number(answer.headers.get('retry-after') ?? 1) * 1_000, undefined, { signal })
  }
}
