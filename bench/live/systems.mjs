/** Who is measured: how each is started, where its browsers connect, and where its people write. */
import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../../scripts/services/ports.mjs'
import { known, stop } from '../../scripts/services/processes.mjs'
import { NODE_FLAGS } from '../../scripts/start/node-flags.mjs'
import { readIn } from './world.mjs'

const ROOT = path.join(import.meta.dirname, '../..')
const STAMPS = path.join(import.meta.dirname, 'stamps.mjs')
const START_MS = 30_000
export const SECRET = 'a-secret-that-is-only-for-this-bench'

const peer = (PEER) => ({ args: ['bench/peers/next-server.mjs'], env: { PEER }, database: 'peers' })
const toPeer = { post: () => '/api/messages' }

/** By name. `kind` is what a browser speaks; `open` and `post` are paths. */
export const SYSTEMS = {
  bellboard: {
    label: 'Bellboard',
    kind: 'sse',
    args: ['node_modules/next/dist/bin/next', 'start', '--hostname', '127.0.0.1'],
    env: {},
    database: undefined,
    open: (tickets, seqOf) => `/api/live?open=${tickets.map((id) => `${id}:${seqOf(id)}`).join(',')}`,
    post: (ticketId) => `/api/tickets/${ticketId}/messages`,
    settle: (origin) => readIn(origin, SECRET),
  },
  socketio: {
    label: 'Socket.IO behind an equal POST',
    kind: 'socket.io',
    ...peer('socket-io'),
    ...toPeer,
    open: () => '',
  },
  xread: {
    label: 'SSE, one XREAD a browser',
    kind: 'sse',
    ...peer('xread'),
    ...toPeer,
    open: (tickets) => `/api/live?open=${tickets.join(',')}`,
  },
  bare: {
    label: 'Socket.IO, bare',
    kind: 'socket.io',
    args: ['bench/peers/bare.mjs'],
    env: {},
    database: 'peers',
    ...toPeer,
    open: () => '',
  },
}

/** Starts one in a process of its own, with the flags of `npm start`, the peers as well. */
export async function start(system, { folder, redis, database }) {
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const stamps = path.join(folder, 'stamps')
  rmSync(stamps, { force: true })
  const log = path.join(folder, 'server.log')
  const output = openSync(log, 'w')
  const child = spawn(process.execPath, [...NODE_FLAGS, '--import', STAMPS, ...system.args], {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(port),
      DATABASE_URL: database(system.database),
      REDIS_URL: redis.url,
      NEXTAUTH_SECRET: SECRET,
      PUBLIC_URL: origin,
      BENCH_STAMPS: stamps,
      ...system.env,
    },
  })
  closeSync(output)
  const self = known(child.pid)
  const end = () =>
    stop(
      self,
      [
        ['SIGTERM', 4_000],
        ['SIGKILL', 5_000],
      ],
      { group: true },
    )
  for (const until = Date.now() + START_MS; ; await pause(50)) {
    if (
      await fetch(`${origin}/api/health/ready`).then(
        ({ status }) => status !== 503,
        () => false,
      )
    )
      break
    if (Date.now() > until || child.exitCode !== null) {
      await end()
      throw new Error(`${system.label} did not start:\n${readFileSync(log, 'utf8').slice(-2_000)}`)
    }
  }
  try {
    await system.settle?.(origin)
  } catch (error) {
    await end()
    throw error
  }
  return {
    origin,
    pid: child.pid ?? 0,
    stop: end,
    /** By message, when its publishing command was called and answered. */
    stamps: () => {
      try {
        const lines = readFileSync(stamps, 'utf8').trim().split('\n')
        return new Map(
          lines.map((line) => line.split(' ').map(Number)).map(([n, called, answered]) => [n, { called, answered }]),
        )
      } catch {
        return new Map()
      }
    },
    tidy: async () => {
      process.kill(child.pid ?? 0, 'SIGUSR2')
      await pause(700)
    },
  }
}
