/** The whole test run, step by step. A step that fails does not keep the others from being looked at, except that there
 *  are no end-to-end tests without a build. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bringBrowser } from '../bring/browser.mjs'
import { bringBuild } from '../bring/build.mjs'
import { bringPackages } from '../bring/packages.mjs'
import { bringRedis } from '../bring/redis.mjs'
import { checkAll } from '../check/steps.mjs'
import { run, stopRunning } from '../run.mjs'
import { say, sayError } from '../say.mjs'
import { watchParents } from '../start/parents.mjs'
import { ROOT } from '../start/settings.mjs'
import { countFaults, countPlaywright, countVitest } from './counts.mjs'

const BUILD = '.next-test'
/** How the developer's own Bellboard runs says nothing about this one. */
const THEIRS = [
  'DATABASE_URL',
  'REDIS_URL',
  'REDIS_CLUSTER',
  'REDIS_SENTINELS',
  'REDIS_SENTINEL_MASTER',
  'REDIS_SENTINEL_PASSWORD',
  'TRUST_PROXY',
  'NEXTAUTH_SECRET',
  'NEXTAUTH_URL',
  'PUBLIC_URL',
  'VAPID_PUBLIC_KEY',
  'VAPID_PRIVATE_KEY',
  'PUSH_ALLOW',
  'PORT',
  'HOST',
  'BELLBOARD_DATA',
  'S3_ENDPOINT',
  'S3_BUCKET',
  'S3_REGION',
  'S3_ACCESS_KEY',
  'S3_SECRET_KEY',
  'BELLBOARD_APP_COMMAND',
  'NODE_ENV',
  'LOG_LEVEL',
]

/** @type {import('./counts.mjs').Counts} */
const total = { passed: 0, failed: 0, broken: [] }

/** @param {import('./counts.mjs').Counts} counts */
function add({ passed, failed, broken }) {
  total.passed += passed
  total.failed += failed
  total.broken.push(...broken)
}

export async function main() {
  for (const name of THEIRS) delete process.env[name]
  process.env.NEXT_TELEMETRY_DISABLED = '1'
  process.env.NEXT_DIST_DIR = BUILD
  const reports = mkdtempSync(path.join(tmpdir(), 'bellboard-reports-'))
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => interrupted(reports))
  watchParents(() => interrupted(reports))
  try {
    await everything(reports)
  } catch (error) {
    sayError(error)
    add({ passed: 0, failed: 1, broken: [String(error)] })
  } finally {
    rmSync(reports, { recursive: true, force: true })
  }
  if (total.broken.length > 0) say(['\n── Failed', ...total.broken].join('\n✗ '))
  say(`${total.passed} passed, ${total.failed} failed`)
  process.exit(total.failed === 0 && total.passed > 0 ? 0 : 1)
}

async function everything(reports) {
  await bringPackages(ROOT)
  await bringRedis()
  await bringBrowser(ROOT)
  await part('Checks', () => checkAll(ROOT, result))
  await part('Unit and integration tests', () => vitest(path.join(reports, 'vitest.json')))
  const built = await part('Production build', () => bringBuild(ROOT, BUILD).then(() => result('production build')))
  if (built) await part('Two hundred screens', () => bench(10))
  if (built) await part('Faults', () => faults(path.join(reports, 'faults.json')))
  if (built) await part('End-to-end tests', () => playwright(path.join(reports, 'playwright.json')))
}

/** @returns {Promise<boolean>} whether it got to its end */
async function part(name, work) {
  const began = Date.now()
  say(`\n── ${name}`)
  try {
    await work()
    return true
  } catch (error) {
    result(name.toLowerCase(), error.message)
    return false
  } finally {
    say(`── ${name}: ${((Date.now() - began) / 1000).toFixed(0)} s`)
  }
}

/** A step that is one test by itself. */
function result(name, complaint, seconds) {
  say(`${complaint === undefined ? '✓' : '✗'} ${name}${seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`}`)
  if (complaint !== undefined) say(complaint)
  if (complaint === undefined) return add({ passed: 1, failed: 0, broken: [] })
  add({ passed: 0, failed: 1, broken: [`${name}: ${complaint.split('\n')[0]}`] })
}

async function vitest(report) {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const ok = await finished('node_modules/vitest/vitest.mjs', args)
  add(countVitest(read(report), ok))
}

async function playwright(report) {
  const ok = await finished('node_modules/@playwright/test/cli.js', ['test'], { BELLBOARD_E2E_REPORT: report })
  add(countPlaywright(read(report), ok))
}

/** Nothing lost, doubled or out of order under load. It prints its own figures. */
async function bench(seconds) {
  const args = [path.join(ROOT, 'bench/streams.mjs'), '--seconds', String(seconds)]
  await run(process.execPath, args, { cwd: ROOT, failure: 'bench/streams.mjs', show: true })
  result(`200 streams, 50 messages a second, ${seconds} s`)
}

/** What breaks in a real hotel, broken in one of our own; each fault is a test. The long form is `npm run test:faults`. */
async function faults(report) {
  const ok = await finished('scripts/faults.mjs', ['--short', '--report', report])
  add(countFaults(read(report), ok))
}

const finished = (tool, args, env = {}) =>
  run(process.execPath, [path.join(ROOT, tool), ...args], { cwd: ROOT, env, failure: tool, show: true }).then(
    () => true,
    () => false,
  )

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined
  }
}

/** What was started ends with us; the last line says that this was not all. */
async function interrupted(reports) {
  await stopRunning()
  rmSync(reports, { recursive: true, force: true })
  say('interrupted')
  say(`${total.passed} passed, ${total.failed + 1} failed`)
  process.exit(130)
}
