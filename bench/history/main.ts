/** Fills a database, or takes one, and searches it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { closeDatabase, db } from '@/db/client'
import { actorOf } from '@/db/demo/house'
import { tickets, ticketTexts } from '@/db/schema'
import { historyQuery } from '@/lib/history/schema'
import { searchHistory, selectFound } from '@/lib/history/search'
import { migrateDatabase } from '../../scripts/services/migrate.mjs'
import { ensureDatabase, startPostgres } from '../../scripts/services/postgres.mjs'
import { runTypeScript } from '../../scripts/start/hotel.mjs'
import { percentile } from '../figures.mjs'
import { KINDS, type Kind } from './kinds'

const BAR_MS = 100

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '200000' },
    messages: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '7' },
    rounds: { type: 'string', default: '15' },
    database: { type: 'string' },
    plans: { type: 'string' },
  },
})

interface Took {
  whole: number[]
  bare: number[]
  found: string
}

const house = values.database ? { url: values.database, close: async () => {} } : await openFilled()
Object.assign(process.env, {
  DATABASE_URL: house.url,
  REDIS_URL: 'redis://127.0.0.1:1',
  NEXTAUTH_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'http://127.0.0.1',
  LOG_LEVEL: 'warn',
})
let missed = true
try {
  const took = new Map<Kind, Took>(KINDS.map((kind) => [kind, { whole: [], bare: [], found: '' }]))
  // The first two rounds warm up, and do not count.
  for (let round = -2; round < Number(values.rounds); round++)
    for (const [kind, times] of took) await measure(kind, times, round)
  if (values.plans) await writePlans(values.plans)
  missed = !(await report(took))
} finally {
  await closeDatabase().catch(() => {})
  await house.close()
}
process.exit(missed ? 1 : 0)

async function openFilled() {
  const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-history-'))
  const password = 'only-for-this-bench'
  const server = await startPostgres({ folder: path.join(folder, 'postgres'), password, durable: true })
  const close = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    await ensureDatabase(server, password)
    await migrateDatabase(server.url())
    const { tickets, messages, seed } = values
    const args = ['--tickets', tickets, '--messages', messages, '--seed', seed]
    const env = { DATABASE_URL: server.url(), BELLBOARD_DATA: folder }
    await runTypeScript('scripts/seed-scale.ts', args, env, 'The tickets could not be loaded', { show: true })
    return { url: server.url(), close }
  } catch (error) {
    await close()
    throw error
  }
}

function asked({ query }: Kind, round: number) {
  const number = `${10_000 + ((round * 7_919 + 4_127) % 89_999)}`
  return historyQuery.parse({ ...query, ...(query.q && { q: query.q.replace('{n}', number.slice(0, 4)) }) })
}

/** The whole and the bare in turns, so that whatever else the machine does falls on both. */
async function measure(kind: Kind, times: Took, round: number): Promise<void> {
  const query = asked(kind, round)
  const actor = actorOf(kind.who)
  let began = performance.now()
  const page = await searchHistory(actor, query)
  const whole = performance.now() - began
  began = performance.now()
  const bare = await explained(kind, round, 'analyze, timing off')
  if (round < 0) return
  times.whole.push(whole)
  times.bare.push(bare.ms)
  times.found = page.isMore ? '1,000+' : `${page.count}`
}

/** What PostgreSQL itself took, planning included. */
async function explained(kind: Kind, round: number, how: string): Promise<{ plan: string; ms: number }> {
  const statement = selectFound(actorOf(kind.who), asked(kind, round), null).getSQL()
  const rows = await db().execute<{ 'QUERY PLAN': string }>(sql`explain (${sql.raw(how)}) ${statement}`)
  const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
  const ms = (name: string) => Number(new RegExp(`${name} Time: ([\\d.]+) ms`).exec(plan)?.[1] ?? Number.NaN)
  return { plan, ms: ms('Planning') + ms('Execution') }
}

async function writePlans(folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const [index, kind] of KINDS.entries()) {
    const { plan } = await explained(kind, 1, 'analyze, buffers')
    const name = `${`${index + 1}`.padStart(2, '0')}-${kind.name.replace(/[^a-z]+/gi, '-')}.txt`
    writeFileSync(path.join(folder, name), `${kind.who}: ${JSON.stringify(kind.query)}\n${plan}\n`)
  }
}

async function report(took: Map<Kind, Took>): Promise<boolean> {
  const [size] = await db().execute<{ tickets: number; texts: string; index: string }>(sql`
    select (select count(*)::int from ${tickets}) as tickets, pg_size_pretty(pg_table_size('ticket_texts')) as texts,
      pg_size_pretty(pg_relation_size('ticket_texts_found')) as index, ${sql.raw('1')} from ${ticketTexts} limit 1`)
  console.log(
    `\n${size?.tickets} tickets; texts ${size?.texts}, their index ${size?.index}; ${values.rounds} rounds, one at a time; milliseconds`,
  )
  console.log(
    '| kind | who | found | p50 | p95 | bare SQL p50 | p95 | ratio of p50 |\n|---|---|---|---|---|---|---|---|',
  )
  let isKept = true
  for (const [{ name, who }, { whole, bare, found }] of took) {
    const [p50, p95, bare50, bare95] = [
      percentile(whole, 0.5),
      percentile(whole, 0.95),
      percentile(bare, 0.5),
      percentile(bare, 0.95),
    ]
    const figures = [p50, p95, bare50, bare95].map((ms) => ms.toFixed(1)).join(' | ')
    console.log(`| ${name} | ${who} | ${found} | ${figures} | ${(p50 / bare50).toFixed(2)} |`)
    if (p95 > BAR_MS) isKept = false
  }
  const all = [...took.values()].flatMap(({ whole }) => whole)
  console.log(`| all | | | ${percentile(all, 0.5).toFixed(1)} | ${percentile(all, 0.95).toFixed(1)} | | | |`)
  return isKept
}
