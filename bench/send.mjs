#!/usr/bin/env node
/**
 * What one message costs, part by part: time and CPU of the cookie, the actor, looking, writing and publishing, of the
 * route's handler in this process, and of the whole through the production build. One message at a time, medians of
 * interleaved rounds. It brings a hotel of its own, whose PostgreSQL writes to the disk before it answers.
 *
 *   node bench/send.mjs [--rounds 7] [--each 150] [--profile folder]
 *
 * `--profile` leaves V8 CPU profiles of this process there, and none of the app's.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'

const main = path.join(import.meta.dirname, 'send/main.ts')
const args = process.argv.slice(2)
const at = args.indexOf('--profile')
const profile = at < 0 ? [] : ['--cpu-prof', `--cpu-prof-dir=${args.splice(at, 2)[1]}`]
const child = spawn(process.execPath, [...profile, '--conditions=react-server', '--import', 'tsx', main, ...args], {
  cwd: path.join(import.meta.dirname, '..'),
  stdio: 'inherit',
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
