/** Fills the database of DATABASE_URL with years of tickets. Run by `npm run seed:scale`. */
import { parseArgs } from 'node:util'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { seedScale } from '@/db/demo/scale/scale'
import * as schema from '@/db/schema'
import { photoPlace } from '@/lib/env'
import { storageAt } from '@/lib/photos/storage'

const { values } = parseArgs({
  options: {
    tickets: { type: 'string', default: '200000' },
    messages: { type: 'string' },
    seed: { type: 'string', default: '7' },
    years: { type: 'string', default: '4' },
    /** The moment its years end; by default now, so that the newest tickets are today's. */
    until: { type: 'string', default: new Date().toISOString() },
  },
})

const sql = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
const began = performance.now()
const seconds = () => ((performance.now() - began) / 1_000).toFixed(0)
try {
  const wanted = count(values.tickets, 'tickets')
  const scale = {
    tickets: wanted,
    messages: values.messages === undefined ? wanted * 5 : count(values.messages, 'messages'),
    seed: count(values.seed, 'seed'),
    years: Number(values.years),
    until: new Date(values.until),
  }
  const photos = storageAt(photoPlace(process.env))
  let said = 0
  const filled = await seedScale(
    { sql, db: drizzle(sql, { schema, casing: 'snake_case' }), photos },
    scale,
    ({ tickets, entries }) => {
      const share = Math.floor((tickets / wanted) * 20)
      if (share <= said) return
      said = share
      process.stdout.write(`${share * 5} %: ${tickets} tickets, ${entries} entries, ${seconds()} s\n`)
    },
  )
  process.stdout.write(
    `${filled.tickets} tickets with ${filled.messages} messages, ${filled.entries} entries in all, in ${seconds()} s.\n`,
  )
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exitCode = 1
} finally {
  await sql.end()
}

function count(value: string, name: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 0) throw new Error(`--${name} is a whole number, not ${value}.`)
  return number
}
