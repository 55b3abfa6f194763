/** How long reports over a year take: as a route has them, and their bare statements in PostgreSQL. */
import { sql } from 'drizzle-orm'
import type { cast } from '@/db/cast'
import { db } from '@/db/client'
import { actorOf } from '@/db/demo/house'
import { listBehind } from '@/lib/reports/behind'
import { readRepeats, readReport, readVolume, SETTINGS } from '@/lib/reports/reports'
import { behindQuery, DIMENSIONS, reportQuery, volumeQuery } from '@/lib/reports/schema'
import { reportStatement } from '@/lib/reports/statement'
import { getSettings } from '@/lib/settings/settings'
import { percentile } from '../figures.mjs'

const BAR_MS = 1_000
const YEAR_MS = 365.25 * 86_400_000

interface Kind {
  name: string
  who: keyof typeof cast
  ask: () => Promise<unknown>
  bare?: () => Promise<number>
}

/** The two years so that the one before it is read as well. */
function kindsOf(): Kind[] {
  const period = { since: new Date(Date.now() - YEAR_MS).toISOString(), until: new Date().toISOString() }
  return (['nora', 'felix'] as const).flatMap((who) => {
    const actor = actorOf(who)
    const tables = DIMENSIONS.map((by): Kind => {
      const query = reportQuery.parse({ ...period, by })
      return { name: `by ${by}`, who, ask: () => readReport(actor, query), bare: () => bare(who, query) }
    })
    return [
      ...tables,
      { name: 'hours and weekdays', who, ask: () => readVolume(actor, volumeQuery.parse(period)) },
      { name: 'what comes back', who, ask: () => readRepeats(actor, volumeQuery.parse(period)) },
      {
        name: 'tickets behind a figure',
        who,
        ask: () => listBehind(actor, behindQuery.parse({ ...period, measure: 'late' })),
      },
    ]
  })
}

/** What PostgreSQL itself took, planning included. */
async function bare(who: keyof typeof cast, query: Parameters<typeof reportStatement>[1]): Promise<number> {
  const settings = await getSettings()
  return db().transaction(async (tx) => {
    await tx.execute(SETTINGS)
    const statement = reportStatement(actorOf(who), query, settings)
    const rows = await tx.execute<{ 'QUERY PLAN': string }>(sql`explain (analyze, timing off) ${statement}`)
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    const ms = (name: string) => Number(new RegExp(`${name} Time: ([\\d.]+) ms`).exec(plan)?.[1] ?? Number.NaN)
    return ms('Planning') + ms('Execution')
  })
}

export async function measureReports(rounds: number): Promise<{ text: string; isKept: boolean }> {
  const took = new Map(kindsOf().map((kind) => [kind, { whole: [] as number[], bare: [] as number[] }]))
  // The first two rounds warm up, and do not count.
  for (let round = -2; round < rounds; round++)
    for (const [kind, times] of took) {
      const began = performance.now()
      await kind.ask()
      const whole = performance.now() - began
      const inside = await kind.bare?.()
      if (round < 0) continue
      times.whole.push(whole)
      if (inside !== undefined) times.bare.push(inside)
    }
  const lines = [...took].map(([{ name, who }, { whole, bare }]) => {
    const [p50, p95] = [percentile(whole, 0.5), percentile(whole, 0.95)]
    const inside = percentile(bare, 0.5)
    const ratio = bare.length > 0 ? `${inside.toFixed(0)} | ${(p50 / inside).toFixed(2)}` : ' | '
    return { p95, line: `| ${name} | ${who} | ${p50.toFixed(0)} | ${p95.toFixed(0)} | ${ratio} |` }
  })
  const worst = Math.max(...lines.map(({ p95 }) => p95))
  const head =
    '| report over a year | who | p50 ms | p95 ms | bare SQL p50 | ratio |\n| --- | --- | --: | --: | --: | --: |'
  const verdict = `The slowest p95 is ${worst.toFixed(0)} ms; the bar is ${BAR_MS} ms: ${worst <= BAR_MS ? 'PASS' : 'MISSED'}.`
  return { text: [[head, ...lines.map(({ line }) => line)].join('\n'), verdict].join('\n\n'), isKept: worst <= BAR_MS }
}
