/** Fills a database, or takes one, exports it and reports on it. */
import { parseArgs } from 'node:util'
import { sql } from 'drizzle-orm'
import { closeDatabase, db } from '@/db/client'
import { tickets } from '@/db/schema'
import { freshen } from '@/lib/history/keeping'
import { freshenFacts } from '@/lib/reports/keeping'
import { commit, machine } from '../../scripts/machine.mjs'
import { enterFilled } from '../history/filled'
import { writeSection } from '../sections.mjs'
import { measureExports } from './exports'
import { measureReports } from './reports'

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '200000' },
    messages: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '7' },
    rounds: { type: 'string', default: '15' },
    database: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
})

const house = await enterFilled({ ...values, years: '1' })
let missed = true
try {
  for (const keepUp of [freshen, freshenFacts]) while (!(await keepUp()));
  const [size] = await db().execute<{ tickets: number; facts: string }>(
    sql`select (select count(*)::int from ${tickets}) as tickets, pg_size_pretty(pg_total_relation_size('ticket_facts')) as facts`,
  )
  const exported = await measureExports()
  const reported = await measureReports(Number(values.rounds))
  const text = [
    `Written by \`npm run bench:reports\` on ${new Date().toISOString().slice(0, 10)}, at ${commit()}. ${machine([])} ${size?.tickets} tickets of one year; their figures ${size?.facts} with indexes; ${values.rounds} rounds, one at a time.`,
    ...[reported.text, exported.text],
  ].join('\n\n')
  console.log(`\n${text}`)
  if (values.write) writeSection('reports', `## Reports and exports\n\n${text}`)
  missed = !(exported.isKept && reported.isKept)
} finally {
  await closeDatabase().catch(() => {})
  await house.close()
}
process.exit(missed ? 1 : 0)
