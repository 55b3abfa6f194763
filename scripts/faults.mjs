#!/usr/bin/env node
/**
 * Breaks a hotel of its own in every way a real one breaks, while forty people work in it, and holds what is left against a
 * ledger kept outside: nothing acknowledged lost, nothing twice or out of order, nothing before the wrong eyes.
 *
 *   npm run test:faults -- [--seed 1] [--seeds 3] [--only <fault>,<fault>] [--short]
 *
 * `--seeds 3` is one run each for the seeds 1 to 3; `--short` is what `npm test` runs.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'

const main = path.join(import.meta.dirname, 'faults/main.ts')
const child = spawn(
  process.execPath,
  ['--conditions=react-server', '--import', 'tsx', main, ...process.argv.slice(2)],
  { cwd: path.join(import.meta.dirname, '..'), stdio: 'inherit' },
)
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => child.kill(signal))
child.once('exit', (code) => process.exit(code ?? 1))
