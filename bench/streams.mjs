#!/usr/bin/env node
/**
 * 200 screens, each with 10 of 200 tickets open, while 50 people write 50 messages a second through the production build.
 * Prints what was lost, doubled or out of order as the browser's own code sees it, how long delivery took, and how many
 * connections to Redis the app has; ends with 1 when anything was lost, doubled, out of order or there were more than four.
 *
 *   node bench/streams.mjs [--seconds 60] [--streams 200] [--tickets 200] [--open 10] [--people 50] [--rate 50]
 *
 * It brings a hotel of its own, on loopback. With `--url`, DATABASE_URL, REDIS_URL and NEXTAUTH_SECRET it loads that one:
 * it adds invented people and tickets, so never a hotel that is in use.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'

const main = path.join(import.meta.dirname, 'streams/main.ts')
const child = spawn(
  process.execPath,
  ['--conditions=react-server', '--import', 'tsx', main, ...process.argv.slice(2)],
  {
    cwd: path.join(import.meta.dirname, '..'),
    stdio: 'inherit',
  },
)
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
