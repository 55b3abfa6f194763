/** Fills a database, or takes one, and searches it. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { closeDatabase, db } from '@/db/client'
import { actorOf } from '@/db/demo/house'
import { entries, tickets } from '@/db/schema'
import { historyQuery } from '@/lib/history/schema'
import { searchHistory, selectFound } from '@/lib/history/search'
import { commit, machine } from '../../scripts/machine.mjs'
import { percentile } from '../figures.mjs'
import { writeSection } from '../sections.mjs'
import { explained, FIGURES, figuresOf, planOf, type Took, timed } from './explained'
import { enterFilled } from './filled'
import { measureJournal } from './journal'
import { KINDS, type Kind } from './kinds'

const BAR_MS = 100
/** So many plans are shown. */
const SLOWEST = 3

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '200000' },
    messages: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '7' },
    rounds: { type: 'string', default: '15' },
    database: { type: 'string' },
    plans: { type: 'string' },
    only: { type: 'string', default: 'search,journal' },
    write: { type: 'boolean', default: false },
    newest: { type: 'string' },
  },
})

interface Search extends Took {
  found: string
}

const house = await enterFilled(values)
let missed = true
try {
  const parts = values.only.split(',')
  const isKept =
    !parts.includes('journal') ||
    (await measureJournal(Number(values.rounds), {
      isWritten: values.write,
      newest: values.newest === undefined ? undefined : Number(values.newest),
    }))
  missed = !isKept || (parts.includes('search') && !(await measureSearch()))
} finally {
  await closeDatabase().catch(() => {})
  await house.close()
}
process.exit(missed ? 1 : 0)

async function measureSearch(): Promise<boolean> {
  const took = new Map<Kind, Search>(KINDS.map((kind) => [kind, { whole: [], bare: [], found: '' }]))
  // The first two rounds warm up, and do not count.
  for (let round = -2; round < Number(values.rounds); round++)
    for (const [kind, search] of took) {
      const [actor, query] = [actorOf(kind.who), asked(kind, round)]
      const statement = () => selectFound(actor, query, null).getSQL()
      const page = await timed(search, round >= 0, () => searchHistory(actor, query), statement)
      search.found = page.isMore ? '1,000+' : `${page.count}`
    }
  const plans = new Map<Kind, string>()
  for (const kind of KINDS) plans.set(kind, await planOfKind(kind))
  if (values.plans) writePlans(values.plans, plans)
  const text = await sectionOf(took, plans)
  console.log(`\n${text}`)
  if (values.write) writeSection('search', text)
  return [...took.values()].every(({ whole }) => percentile(whole, 0.95) <= BAR_MS)
}

function asked({ query }: Kind, round: number) {
  const number = `${10_000 + ((round * 7_919 + 4_127) % 89_999)}`
  return historyQuery.parse({ ...query, ...(query.q && { q: query.q.replace('{n}', number.slice(0, 4)) }) })
}

async function planOfKind(kind: Kind): Promise<string> {
  const statement = selectFound(actorOf(kind.who), asked(kind, 1), null).getSQL()
  return (await explained(statement, 'analyze, buffers, costs off')).plan
}

function writePlans(folder: string, plans: ReadonlyMap<Kind, string>): void {
  mkdirSync(folder, { recursive: true })
  for (const [index, [kind, plan]] of [...plans].entries()) {
    const name = `${`${index + 1}`.padStart(2, '0')}-${kind.name.replace(/[^a-z]+/gi, '-')}.txt`
    writeFileSync(path.join(folder, name), `${kind.who}: ${JSON.stringify(kind.query)}\n${plan}\n`)
  }
}

async function sectionOf(took: ReadonlyMap<Kind, Search>, plans: ReadonlyMap<Kind, string>): Promise<string> {
  const [size] = await db().execute<{ tickets: number; entries: number; texts: string; index: string }>(sql`
    select (select count(*)::int from ${tickets}) as tickets, (select count(*)::int from ${entries}) as entries,
      pg_size_pretty(pg_table_size('ticket_texts')) as texts, pg_size_pretty(pg_relation_size('ticket_texts_found')) as index`)
  const lines = [...took].map(
    ([{ name, who }, search]) => `| ${name} | ${who} | ${search.found} | ${figuresOf(search)} |`,
  )
  const all = {
    whole: [...took.values()].flatMap(({ whole }) => whole),
    bare: [...took.values()].flatMap(({ bare }) => bare),
  }
  const isLate = ({ whole }: Took) => percentile(whole, 0.95) > BAR_MS
  const late = [...took.values()].filter(isLate).length
  const slowest = [...took]
    .sort(([, a], [, b]) => percentile(b.whole, 0.95) - percentile(a.whole, 0.95))
    .slice(0, SLOWEST)
  return [
    '## Searching years',
    `Written by \`npm run bench:history\` on ${new Date().toISOString().slice(0, 10)}, at ${commit()}. ${machine([])} ${size?.tickets} tickets with ${size?.entries} entries; the texts that are searched ${size?.texts}, their index ${size?.index}. ${values.rounds} rounds, one at a time; milliseconds.`,
    `| kind | who | found | ${FIGURES} |\n|---|---|---|---|---|---|---|---|\n${lines.join('\n')}\n| **all** | | | ${figuresOf(all)} |`,
    `p95 of each kind at most ${BAR_MS} ms: ${late === 0 ? 'kept by all' : `missed by ${late} of ${took.size}`}.`,
    ...slowest.map(([kind]) => planOf(`Plan of ${kind.name}, as ${kind.who}`, plans.get(kind) ?? '')),
  ].join('\n\n')
}
