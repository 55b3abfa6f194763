/** Rounds in which every system takes its turn; figures as they come, medians at the end. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { bringBuild } from '../../scripts/bring/build.mjs'
import { bringRedis } from '../../scripts/bring/redis.mjs'
import { run, stopRunning } from '../../scripts/run.mjs'
import { say, step } from '../../scripts/say.mjs'
import { barsOf, verdictOf } from './bars.mjs'
import { MAIN, QUICK, SWEEPS } from './cells.mjs'
import { openGround } from './ground.mjs'
import { isWrong } from './judge.mjs'
import { measure, measureFloor } from './measure.mjs'
import { SECRET, SYSTEMS } from './systems.mjs'
import { line, table } from './table.mjs'
import { cookies } from './world.mjs'
import { write } from './write.mjs'

const ROOT = path.join(import.meta.dirname, '../..')

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '8' },
    'sweep-rounds': { type: 'string' },
    'sweep-seconds': { type: 'string' },
    only: { type: 'string', default: Object.keys(SYSTEMS).join() },
    'no-build': { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    'no-sweeps': { type: 'boolean', default: false },
    sweeps: { type: 'string', default: 'rate,watched,connections' },
  },
})
const rounds = options.quick ? 1 : Number(options.rounds)
const seconds = options.quick ? 3 : Number(options.seconds)
const sweepSeconds = Number(options['sweep-seconds'] ?? seconds)
const names = options.only.split(',')
/** In how many rounds each sweep takes part: `rate` or `rate:2`. */
const sweepRounds =
  options.quick || options['no-sweeps']
    ? {}
    : Object.fromEntries(
        options.sweeps
          .split(',')
          .map((sweep) => sweep.split(':'))
          .map(([name, most]) => [name, Math.min(rounds, Number(most ?? options['sweep-rounds'] ?? rounds))]),
      )
for (const name of names) if (!SYSTEMS[name]) throw new Error(`--only takes ${Object.keys(SYSTEMS).join()}`)

/** Only a run of everybody says how they compare. */
const isComparison = !options.quick && names.length === Object.keys(SYSTEMS).length
const results = []
const floors = []
await bringRedis()
if (!options['no-build']) await build()
const ground = await openGround()
const interrupt = async () => {
  await stopRunning()
  await ground.close()
  process.exit(130)
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupt)
let failed = false
try {
  const cookieOf = await cookies(SECRET)
  for (let round = 1; round <= rounds; round++) {
    const floor = await measureFloor(ground, 100, seconds)
    floors.push(floor)
    say(`round ${round} · floor · ${floor.called.p50.toFixed(2)} ms from XADD, p50`)
    // Each takes each turn.
    const turn = names.map((_, index) => names[(index + round) % names.length])
    for (const name of turn) await one(name, round, cookieOf)
    // Whatever stops the run later leaves the rounds that were finished.
    if (isComparison) await write({ results, floors, rounds: round, seconds, sweepSeconds })
  }
} finally {
  await ground.close()
}
say(table(results, floors))
// The load of a quick run is not that of which the bars speak.
const bars = options.quick ? [] : barsOf(results, floors)
for (const words of verdictOf(bars)) say(words)
if (bars.some(({ isKept }) => isKept === false)) failed = true
process.exit(failed ? 1 : 0)

async function build() {
  await bringBuild(ROOT, process.env.NEXT_DIST_DIR)
  await step('Building the peer', () =>
    run(process.execPath, ['node_modules/next/dist/bin/next', 'build', 'bench/peers/next-app'], {
      cwd: ROOT,
      env: { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      failure: 'The peer could not be built',
    }),
  )
}

async function one(name, round, cookieOf) {
  const system = SYSTEMS[name]
  const blocks = [{ cells: options.quick ? QUICK : [MAIN], seconds }]
  const swept = SWEEPS.filter(({ name }) => round <= (sweepRounds[name] ?? 0))
  if (swept.length > 0) blocks.push({ cells: swept, seconds: sweepSeconds })
  for (const block of blocks)
    try {
      for (const result of await measure(system, block.cells, { ground, cookieOf, seconds: block.seconds })) {
        results.push({ system: name, round, ...result })
        say(`round ${round} · ${system.label} · ${line(result)}`)
        if (result.failed || (name === 'bellboard' && isWrong(result))) failed = true
      }
    } catch (error) {
      failed = true
      say(`round ${round} · ${system.label} · ${error.message}`)
    }
}
