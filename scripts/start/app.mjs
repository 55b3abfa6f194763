/** The app itself: `next start` (or `next dev`) in a process group of its own, kept alive, stopped by SIGTERM so that it
 *  can say goodbye to its streams. */
import { spawn } from 'node:child_process'
import { closeSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../say.mjs'
import { openLog } from '../services/logs.mjs'
import { known, stop } from '../services/processes.mjs'
import { keepAlive } from './keep-alive.mjs'
import { NODE_FLAGS } from './node-flags.mjs'
import { localAddress, ROOT } from './settings.mjs'

const READY_MS = 120_000
// Its own shutdown takes under 10 seconds.
/** @type {[NodeJS.Signals, number][]} */
const STOP = [
  ['SIGTERM', 12_000],
  ['SIGKILL', 5_000],
]

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {{ log: string, environment: Record<string, string>, ending: import('./ending.mjs').Ending, possession: import('./possession.mjs').Possession }} options
 * @returns {Promise<{ ready: Promise<void> }>}
 */
export async function openApp(settings, { log, environment, ending, possession }) {
  const start = () => startApp(settings, environment, log)
  const first = start()
  const onStart = (server) => possession.remember('app', server.pid, settings.port)
  onStart(first)
  const ready = isReady(settings, first, log, ending)
  // Only what has run once is started again: a first start that fails is said at once.
  const kept = ready.then(() =>
    keepAlive({
      name: 'The app',
      first,
      start: async () => start(),
      onStart,
      onHopeless: (sentence) => ending.fail(new Refusal(`${sentence} See ${log}.`)),
    }),
  )
  ending.later(
    'The app',
    () =>
      kept.then(
        (app) => app.stop(),
        () => first.stop(),
      ),
    3,
  )
  return { ready }
}

/** @returns {import('./keep-alive.mjs').Server} */
function startApp(settings, environment, log) {
  const [command, ...args] = settings.appCommand ?? nextCommand(settings)
  const output = settings.dev ? 'inherit' : openLog(log)
  const child = spawn(command, args, {
    cwd: ROOT,
    detached: true,
    stdio: ['ignore', output, output],
    env: {
      ...process.env,
      ...environment,
      NODE_ENV: settings.dev ? 'development' : 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      PORT: String(settings.port),
      HOST: settings.host,
    },
  })
  if (typeof output === 'number') closeSync(output)
  const self = known(child.pid)
  const gone = new Promise((resolve) =>
    child.once('exit', () => resolve(undefined)).once('error', () => resolve(undefined)),
  )
  return { pid: child.pid ?? 0, gone, stop: () => stop(self, STOP, { group: true }) }
}

const nextCommand = ({ dev, port, host }) => [
  process.execPath,
  ...NODE_FLAGS,
  path.join(ROOT, 'node_modules/next/dist/bin/next'),
  dev ? 'dev' : 'start',
  '--port',
  String(port),
  '--hostname',
  host,
]

/** It answers anything but a fault of its own. */
async function isReady(settings, server, log, ending) {
  const from = sizeOf(log)
  let over = false
  server.gone.then(() => {
    over = true
  })
  const until = Date.now() + READY_MS
  while (Date.now() < until) {
    ending.check()
    if (over) throw new Refusal(`The app stopped while it was starting:\n${since(log, from)}`)
    const status = await fetch(`${localAddress(settings)}/api/health/ready`, {
      signal: AbortSignal.timeout(10_000),
    }).then(
      (response) => response.status,
      () => 0,
    )
    if (status > 0 && status < 500) return
    await sleep(50)
  }
  throw new Refusal(
    `The app did not answer within ${READY_MS / 1000} s. The end of its log, ${log}:\n${since(log, from)}`,
  )
}

const sizeOf = (log) => {
  try {
    return readFileSync(log).length
  } catch {
    return 0
  }
}

function since(log, from) {
  try {
    return readFileSync(log).subarray(from).toString().trim().split('\n').slice(-20).join('\n')
  } catch {
    return ''
  }
}
