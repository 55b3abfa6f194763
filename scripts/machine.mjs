/** What something was measured on, and of what, for a page that says so. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import path from 'node:path'
import { findRedis } from './services/redis.mjs'

const ROOT = path.join(import.meta.dirname, '..')
const PACKAGES = ['next', 'redis', 'postgres']

/** @param {string[]} packages whose versions matter besides */
export function machine(packages = []) {
  const version = (/** @type {string} */ name) =>
    JSON.parse(readFileSync(path.join(ROOT, 'node_modules', name, 'package.json'), 'utf8')).version
  const redis = /v=(\S+)/.exec(spawnSync(findRedis() ?? 'redis-server', ['--version']).stdout?.toString() ?? '')?.[1]
  return `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, Node ${process.versions.node}, Redis ${redis}, ${[...PACKAGES, ...packages].map((name) => `${name} ${version(name)}`).join(', ')}.`
}

/** The commit that is checked out, and whether anything differs from it. */
export function commit() {
  const git = (/** @type {string[]} */ ...args) =>
    spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' }).stdout?.trim()
  const hash = git('rev-parse', '--short', 'HEAD')
  if (!hash) return 'an unknown commit'
  return git('status', '--porcelain') ? `commit ${hash} with changes` : `commit ${hash}`
}
