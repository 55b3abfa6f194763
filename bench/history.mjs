#!/usr/bin/env node
/**
 * Years of tickets, searched and read. Searching: twenty kinds of query, as four people, in turns. Prints p50 and p95 of the
 * whole (the search as its route calls it) and of the bare statement in PostgreSQL, and the ratio of the two. Reading: pages
 * of a thread at any depth, the board, and what Redis holds of it all. Ends with 1 when a bar is missed. Brings a PostgreSQL
 * of its own, which writes to the disk before it answers, and fills it.
 *
 *   node bench/history.mjs [--tickets 200000] [--messages 1000000] [--seed 7] [--rounds 15] [--database url] [--plans folder]
 *     [--only search,journal] [--write] [--newest 30000]
 *
 * `--database` measures one that is filled already, and leaves it as it is; `--plans` writes EXPLAIN (ANALYZE, BUFFERS) of each
 * kind there; `--write` puts each part into its section of docs/benchmarks.md; `--newest` takes
 * that many of the newest tickets to Redis, and not all.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'

const main = path.join(import.meta.dirname, 'history/main.ts')
const args = ['--conditions=react-server', '--import', 'tsx', main, ...process.argv.slice(2)]
const child = spawn(process.execPath, args, { cwd: path.join(import.meta.dirname, '..'), stdio: 'inherit' })
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
