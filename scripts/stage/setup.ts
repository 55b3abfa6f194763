/** Before each test file: a database copied from the template, a Redis database of its own (Pub/Sub
 *  channels are the one thing all of them share), the environment; and a test
 *  fails when something was written to `console.error` that it did not expect. */
import { randomBytes } from 'node:crypto'
import path from 'node:path'
import { afterAll, afterEach, beforeEach, inject } from 'vitest'
import { takeErrors, watchErrors } from './errors'
import { askPorter } from './porter'
import { waitPatiently } from './waiting'

const stage = inject('stage')
const place = await askPorter(stage.porter)

Object.assign(process.env, {
  DATABASE_URL: `${stage.postgres}${place.database}`,
  REDIS_URL: `${stage.redis}/${place.redis}`,
  NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
  PUBLIC_URL: 'http://bellboard.test',
  BELLBOARD_DATA: path.join(stage.folder, place.database),
})
// NextAuth would otherwise guess http://localhost:3000.
process.env.NEXTAUTH_URL = 'http://bellboard.test'

watchErrors()
await waitPatiently()
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
