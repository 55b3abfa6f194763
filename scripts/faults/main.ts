/** Opens the house, lets one fault after the other happen in it, and judges after each. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { bringBuild } from '../bring/build.mjs'
import { bringRedis } from '../bring/redis.mjs'
import type { Fault } from './fault'
import { complaintsOf, type Footing, footing } from './footing'
import { type House, openHouse } from './house'
import { FAULTS } from './list'
import type { Report } from './report'
import { printTable } from './table.mjs'
import { innocent, NAMES, type Verdict } from './testimony'

/** Acts before it happens: everybody is in the middle of something. */
const BEFORE = 15
const SHOWN = 5
const STEADY_MS = 20_000

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    short: { type: 'boolean', default: false },
    /** Where to write how many faults were survived, and how many were not. */
    report: { type: 'string' },
  },
})
const total: Record<string, number> = {}
/** What became of each, in the order in which they happened; whole once all have. */
const report: Report = { seed: Number(values.seed), passed: 0, failed: 0, total, faults: [], isWhole: false }
const only = values.only?.split(',')
const chosen = FAULTS.filter(({ name, inShort }) => (only ? only.includes(name) : !values.short || inShort))
if (chosen.length < (only?.length ?? 1)) throw new Error(`--only is of ${FAULTS.map(({ name }) => name).join(', ')}`)
const { seed } = report

// The journal of all that was asked stays, for whoever wants to know.
const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-faults-'))
await bringRedis()
await bringBuild(process.cwd(), process.env.NEXT_DIST_DIR)
await runAll().catch((error: unknown) => count(`seed ${seed}`, [], innocent(), [String(error)]))
tell()
printTable(total)
console.log(`ledger: ${folder}`)
process.exit(Object.values(total).some((count) => count > 0) ? 1 : 0)

async function runAll(): Promise<void> {
  console.log(`\nseed ${seed}${values.short ? ', short' : ''}`)
  const house = await openHouse(folder, seed, values.short)
  try {
    const { verdict, complaints } = await house.calm()
    count('before any fault', house.notes, verdict, complaints)
    for (const fault of chosen) await runOne(house, fault)
    report.isWhole = true
  } finally {
    await house.close()
  }
}

/** After each, for whatever ends the run later. */
function tell(): void {
  if (values.report) writeFileSync(values.report, JSON.stringify(report))
}

async function runOne(house: House, fault: Fault): Promise<void> {
  const began = performance.now()
  const sent = house.load.acknowledged
  house.notes = []
  const complaints: string[] = []
  const before = await footing(house)
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
  const { verdict, complaints: more } = await house.calm()
  for (const tidy of house.afterwards.splice(0)) tidy()
  complaints.push(...more, ...house.load.errors.splice(0), ...(await steady(house, before)))
  const seconds = (performance.now() - began) / 1000
  house.notes.unshift(`${house.load.acknowledged - sent} acknowledged, ${seconds.toFixed(1)} s`)
  if (count(fault.name, house.notes, verdict, complaints, seconds)) return
  const log = path.join(folder, `seed-${seed}-${fault.name}.log`)
  writeFileSync(log, house.hotel.app.log())
  console.log(`  the app's log until then: ${log}`)
}

/** Connections come back to what they were; so does memory. */
async function steady(house: House, before: Footing): Promise<string[]> {
  for (const until = Date.now() + STEADY_MS; ; await pause(200)) {
    const now = await footing(house)
    const complaints = complaintsOf(before, now)
    if (complaints.length > 0 && Date.now() < until) continue
    house.notes.push(
      `${now.redis.length} to Redis, ${now.postgres} to PostgreSQL, ${now.files} descriptors, ${now.heldMb} MB held of ${now.rssMb}`,
    )
    return complaints
  }
}

/** Answers whether all was well. */
function count(name: string, notes: string[], verdict: Verdict, complaints: string[], seconds = 0): boolean {
  const found = NAMES.filter((kind) => verdict[kind].length > 0)
  for (const kind of found) total[kind] = (total[kind] ?? 0) + verdict[kind].length
  total.other = (total.other ?? 0) + complaints.length
  const isFine = found.length === 0 && complaints.length === 0
  report[isFine ? 'passed' : 'failed']++
  const wrong = [...found.map((kind) => `${kind} ${verdict[kind].length}`), ...complaints]
  report.faults.push({ name, seconds, wrong, notes })
  tell()
  const figures = found.map((kind) => `${kind} ${verdict[kind].length}`).join(' · ')
  console.log(`${isFine ? '✓' : '✗'} ${name}: ${[figures, ...notes].filter(Boolean).join(' · ')}`)
  for (const line of [
    ...complaints,
    ...found.flatMap((kind) => verdict[kind].slice(0, SHOWN).map((one) => `${kind} ${one}`)),
  ])
    console.log(`    ${line}`)
  return isFine
}
