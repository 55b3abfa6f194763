/** Opens the house, lets one fault after the other happen in it, and judges after each. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { bringBuild } from '../bring/build.mjs'
import type { Fault } from './fault'
import { type Footing, type House, openHouse } from './house'
import { NAMES, type Verdict } from './judge'
import { FAULTS } from './list'

/** Acts before it happens: everybody is in the middle of something. */
const BEFORE = 15
/** What the app may have grown by, beyond half of what it was: a heap is not given back at once. */
const GROWN_MB = 150
/** Of one app process, and the runner's own for telling of a revocation. */
const MOST_TO_REDIS = 4
const SHOWN = 5

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    seeds: { type: 'string' },
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
  },
})
const total: Record<string, number> = {}
const only = values.only?.split(',')
const chosen = FAULTS.filter(({ name, inShort }) => (only ? only.includes(name) : !values.short || inShort))
if (chosen.length < (only?.length ?? 1)) throw new Error(`--only is of ${FAULTS.map(({ name }) => name).join(', ')}`)
const seeds = values.seeds
  ? Array.from({ length: Number(values.seeds) }, (_, index) => index + 1)
  : [Number(values.seed)]

// The journal of all that was asked stays, for whoever wants to know.
const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-faults-'))
await bringBuild(process.cwd(), process.env.NEXT_DIST_DIR)
for (const seed of seeds) await runAll(seed)
console.log('\nlost  twice  invented  out of order  wrong eyes  other')
console.log(
  [...NAMES, 'other']
    .map((name, column) => String(total[name] ?? 0).padEnd([6, 7, 10, 14, 12, 6][column] ?? 6))
    .join(''),
)
console.log(`ledger: ${folder}`)
process.exit(Object.values(total).some((count) => count > 0) ? 1 : 0)

async function runAll(seed: number): Promise<void> {
  console.log(`\nseed ${seed}${values.short ? ', short' : ''}`)
  const house = await openHouse(folder, seed, values.short)
  try {
    count(await house.calm(), 'before any fault', house, [])
    for (const fault of chosen) await runOne(house, fault)
  } finally {
    await house.close()
  }
}

async function runOne(house: House, fault: Fault): Promise<void> {
  const began = performance.now()
  const sent = house.load.acknowledged
  house.notes = []
  const complaints: string[] = []
  const before = await house.footing()
  try {
    house.load.start()
    await house.load.goesOn(BEFORE)
    // At any moment of anything.
    await pause(house.dice.roll() * 300)
    await fault.run(house)
  } catch (error) {
    complaints.push(String(error))
  } finally {
    for (const wire of Object.values(house.wires)) wire.heal()
    await house.load.stop()
  }
  const verdict = await house.calm()
  for (const tidy of house.afterwards.splice(0)) tidy()
  complaints.push(...house.load.errors.splice(0), ...(await steady(house, before)))
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  house.notes.unshift(`${house.load.acknowledged - sent} acknowledged, ${seconds} s`)
  count(verdict, fault.name, house, complaints)
}

/** Connections come back to what they were; so does memory, nearly. */
async function steady(house: House, before: Footing): Promise<string[]> {
  for (const until = Date.now() + 10_000; ; await pause(200)) {
    const now = await house.footing()
    const complaints: string[] = []
    if (now.redis.length > Math.max(MOST_TO_REDIS, before.redis.length))
      complaints.push(`connections to Redis: ${now.redis.join(', ')}`)
    if (now.postgres > Math.max(10, before.postgres)) complaints.push(`connections to PostgreSQL: ${now.postgres}`)
    if (now.rssMb > before.rssMb * 1.5 + GROWN_MB) complaints.push(`memory: ${now.rssMb} MB, before ${before.rssMb}`)
    if (complaints.length > 0 && Date.now() < until) continue
    house.notes.push(`${now.redis.length} to Redis, ${now.postgres} to PostgreSQL, ${now.rssMb} MB`)
    return complaints
  }
}

function count(verdict: Verdict, name: string, house: House, complaints: string[]): void {
  const found = NAMES.filter((kind) => verdict[kind].length > 0)
  for (const kind of found) total[kind] = (total[kind] ?? 0) + verdict[kind].length
  total.other = (total.other ?? 0) + complaints.length
  const isFine = found.length === 0 && complaints.length === 0
  const figures = found.map((kind) => `${kind} ${verdict[kind].length}`).join(' · ')
  console.log(`${isFine ? '✓' : '✗'} ${name}: ${[figures, ...house.notes].filter(Boolean).join(' · ')}`)
  for (const line of [
    ...complaints,
    ...found.flatMap((kind) => verdict[kind].slice(0, SHOWN).map((one) => `${kind} ${one}`)),
  ])
    console.log(`    ${line}`)
}
