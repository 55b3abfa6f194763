/** What is kept how long, and what was erased: `dry-run` says what the rules would touch, `replay` erases again what a restored
 *  backup has brought back. Run by `npm run retention:dry-run` and `npm run db:replay-erasures`. */
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import * as schema from '@/db/schema'
import { replayErasures } from '@/lib/privacy/replay'
import { dryRunNow } from '@/lib/privacy/retention'

const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
const db = drizzle(sql, { schema, casing: 'snake_case' })
const say = (line: string) => process.stdout.write(`${line}\n`)

const COMMANDS: Record<string, () => Promise<void>> = { 'dry-run': dryRun, replay }

try {
  await COMMANDS[process.argv[2] ?? '']?.()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  await sql.end()
}

async function dryRun(): Promise<void> {
  const { rules, isConfirmed, touched, held } = await dryRunNow(db)
  if (rules === 0) {
    say('No rule is set: everything is kept.')
    return
  }
  const names = new Map((await sql`select id, code from departments`).map(({ id, code }) => [id, code]))
  for (const { departmentId, way, month, tickets, entries } of touched)
    say(
      `${month}  ${names.get(departmentId) ?? departmentId}: ${tickets} tickets with ${entries} entries would be ${way === 'strip' ? 'stripped of their words' : 'erased'}.`,
    )
  const all = touched.reduce((sum, one) => sum + one.tickets, 0)
  say(`${all} tickets in all; ${held} more are under legal hold and stay.`)
  say(
    isConfirmed
      ? 'The rules are confirmed: the running app does this.'
      : 'The rules are not confirmed: nothing is done.',
  )
}

async function replay(): Promise<void> {
  const again = new Set(await replayErasures(db)).size
  if (again === 0) say('What had been erased is erased: in no ticket anything had come back.')
  else
    say(
      `Of ${again === 1 ? 'one ticket' : `${again} tickets`} something was erased again. Empty Redis before the app starts.`,
    )
}
