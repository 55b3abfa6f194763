#!/usr/bin/env node
/**
 * Breaks a hotel of its own in every way a real one breaks, while forty people work in it, and holds what is left against a
 * ledger kept outside: nothing acknowledged lost, nothing twice or out of order, nothing before the wrong eyes.
 *
 *   npm run test:faults -- [--seed 1] [--seeds 3] [--only <fault>,<fault>] [--write <file>] [--short]
 *
 * `--seeds 3` is one run each for the seeds 1 to 3, each in a process of its own, of some twenty minutes. All faults together
 * are written to docs/faults.md, also those of a run that was stopped; some of them only where `--write` says. `--short` is
 * what `npm test` runs, and writes nothing.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { printTable } from './faults/table.mjs'
import { writeFaults } from './faults/write.mjs'

/** @typedef {import('./faults/report').Report} Report */

const main = path.join(import.meta.dirname, 'faults/main.ts')
const PAGE = path.join(import.meta.dirname, '../docs/faults.md')
const args = process.argv.slice(2)
const { values } = parseArgs({
  args,
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    only: { type: 'string' },
    write: { type: 'string' },
    short: { type: 'boolean', default: false },
    report: { type: 'string' },
  },
})
const most = Number(values.seeds ?? 1)
if (!Number.isInteger(most) || most < 1) throw new Error('--seeds needs a number')
if (values.only && values.write && path.resolve(values.write) === PAGE)
  throw new Error('docs/faults.md is of all faults: --write needs another file')
const seeds = values.seeds ? Array.from({ length: most }, (_, index) => String(index + 1)) : [values.seed]
const page = values.write ?? (values.only ? undefined : PAGE)

/** @type {import('node:child_process').ChildProcess | null} */
let running = null
let isStopped = false
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => {
    isStopped = true
    running?.kill(signal)
  })
process.exit(values.short ? await run(args) : await runAll())

/** @param {string[]} more @returns {Promise<number>} its exit code */
function run(more) {
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', main, ...more], {
    cwd: path.join(import.meta.dirname, '..'),
    stdio: 'inherit',
  })
  running = child
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
}

/** One after the other, and one table of all. A run that ended without a report is a failure, too. */
async function runAll() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-seeds-'))
  const only = values.only ? ['--only', values.only] : []
  /** @type {Report[]} */
  const reports = []
  /** @type {Record<string, number>} */
  const all = {}
  let failed = 0
  for (const seed of seeds) {
    if (isStopped) break
    const file = path.join(folder, seed)
    failed += await run([...only, '--seed', seed, '--report', file])
    /** @type {Report} */
    const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : nothingOf(Number(seed))
    if (!report.isWhole) failed++
    for (const [kind, count] of Object.entries(report.total)) all[kind] = (all[kind] ?? 0) + count
    reports.push(report)
    // Whatever stops the next seed leaves those that were finished.
    if (page) writeFaults(page, reports, args)
  }
  rmSync(folder, { recursive: true, force: true })
  if (seeds.length > 1) {
    console.log(`\nseeds 1 to ${seeds.length}`)
    printTable(all)
  }
  if (page) console.log(`written: ${page}`)
  return failed > 0 ? 1 : 0
}

/** @param {number} seed @returns {Report} */
function nothingOf(seed) {
  return { seed, passed: 0, failed: 0, total: { other: 1 }, faults: [], isWhole: false }
}
