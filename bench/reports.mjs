#!/usr/bin/env node
/**
 * Reports over a year of tickets, by everything they are put together by, as two people, and the export of all of them. Prints
 * p50 and p95 of the whole (as its route calls it) and of the bare statement in PostgreSQL, and how much memory the process
 * gains by an export; ends with 1 when a p95 misses a second, or an export gains more than 50 MB. Brings a PostgreSQL of its
 * own, which writes to the disk before it answers, and fills it.
 *
 *   node bench/reports.mjs [--tickets 200000] [--messages 1000000] [--seed 7] [--rounds 15] [--database url] [--write]
 *
 * `--database` measures one that is filled already (`npm run seed:scale -- --years 1`), and leaves it as it is but for the record
 * of its exports; `--write` puts what was measured into docs/benchmarks.md, into a section of its own.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'

const main = path.join(import.meta.dirname, 'reports/main.ts')
const args = ['--conditions=react-server', '--import', 'tsx', main, ...process.argv.slice(2)]
const child = spawn(process.execPath, args, { cwd: path.join(import.meta.dirname, '..'), stdio: 'inherit' })
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
