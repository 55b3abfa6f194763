/** Before each test file: a database copied from the template, a Redis database of its own, the environment; and a test
 *  fails when something was written to `console.error` that it did not expect. */
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeEach, inject } from 'vitest'
import { takeErrors, watchErrors } from './errors'

const stage = inject('stage')
const TEMPLATE = 'template'

const database = `test_${randomBytes(8).toString('hex')}`
const admin = postgres(`${stage.admin}postgres`, { max: 1, onnotice: () => {} })
await admin.unsafe(`create database ${database} template ${TEMPLATE} owner bellboard`)
await admin.end()

Object.assign(process.env, {
  DATABASE_URL: `${stage.postgres}${database}`,
  REDIS_URL: `${stage.redis}/${await nextRedisDatabase()}`,
  NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
  PUBLIC_URL: 'http://bellboard.test',
})
// NextAuth would otherwise guess http://localhost:3000.
process.env.NEXTAUTH_URL = 'http://bellboard.test'

/** Pub/Sub channels are not kept apart by database, everything else is. Number 0 only counts. */
async function nextRedisDatabase(): Promise<number> {
  const client = createClient({ url: stage.redis })
  await client.connect()
  const number = await client.incr('given')
  client.destroy()
  return number
}

watchErrors()
beforeEach(() => {
  takeErrors()
})
afterEach(() => {
  const errors = takeErrors()
  if (errors.length > 0) throw new Error(`unexpected console.error:\n${errors.join('\n')}`)
})

/** Connections that the file under test opened for its process. */
afterAll(async () => {
  const store = globalThis as unknown as Record<symbol, unknown>
  const pool = store[Symbol.for('bellboard.database')] as { sql: { end(o: object): Promise<void> } } | undefined
  const commands = store[Symbol.for('bellboard.redis')] as { destroy(): void } | undefined
  await pool?.sql.end({ timeout: 1 })
  commands?.destroy()
})
