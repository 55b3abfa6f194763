/** The pool, when PostgreSQL takes its connections away. */
import { sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { asUnavailable } from '@/lib/api/outage'
import { env } from '@/lib/env'
import { db, redialAfter } from './client'

const other = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
afterAll(() => other.end())

const asleep = () =>
  other<{ pid: number }[]>`
    select pid from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`

async function killAsleep(count: number) {
  await expect.poll(async () => (await asleep()).length).toBe(count)
  for (const { pid } of await asleep()) await other`select pg_terminate_backend(${pid})`
}

const workingConnections = async () => {
  const pids = await Promise.all(
    Array.from({ length: env().DATABASE_POOL }, () =>
      db().execute<{ pid: number }>(sql`select pg_backend_pid() as pid, pg_sleep(0.2)`),
    ),
  )
  return new Set(pids.map(([row]) => row?.pid)).size
}

let size: number
beforeAll(async () => {
  size = env().DATABASE_POOL
  expect(await workingConnections()).toBe(size)
})

it('loses a transaction with its connection, and nothing else: the next query finds a whole pool', async () => {
  for (let round = 0; round < 5; round++) {
    const transactions = Promise.allSettled(
      Array.from({ length: size }, () =>
        db().transaction((tx) => tx.execute(sql`select ${round}::text, pg_sleep(30)`)),
      ),
    )
    await killAsleep(size)
    for (const outcome of await transactions) {
      const reason = outcome.status === 'rejected' ? asUnavailable(outcome.reason) : outcome.value
      expect(reason).toMatchObject({ code: 'unavailable' })
    }
    expect(await workingConnections()).toBe(size)
  }
})

it('keeps a transaction apart, however many queries are on their way on its connection', async () => {
  const pool = postgres(process.env.DATABASE_URL ?? '', { max: 2, onnotice: () => {} })
  const onBoth = (text: string) => [pool.unsafe(text).execute(), pool.unsafe(text).execute()]
  await Promise.all(onBoth('select pg_sleep(0.1)'))
  // The driver sends a hundred ahead: the one that is too many is a transaction's first, once.
  for (let ahead = 97; ahead <= 101; ahead++) {
    const queries = [
      ...onBoth('select pg_sleep(0.1)'),
      ...Array.from({ length: ahead }, () => onBoth('select 1')).flat(),
    ]
    const apart = [1, 2].map(() => pool.begin((tx) => tx`select 1`))
    const outcomes = await Promise.allSettled([...queries, ...apart])
    expect(outcomes.filter(({ status }) => status === 'rejected')).toEqual([])
    const open =
      await other`select from pg_stat_activity where datname = current_database() and state like 'idle in tr%'`
    expect(open).toHaveLength(0)
  }
  await pool.end()
})

it('is dialled again within a second, however much the pool has lost', () => {
  const waits = Array.from({ length: 200 }, (_, lost) => redialAfter(lost))
  expect(Math.max(...waits)).toBeLessThanOrEqual(1)
  // Not in step, and not without pause.
  expect(new Set(waits.slice(100)).size).toBeGreaterThan(1)
  expect(Math.min(...waits)).toBeGreaterThan(0)
})

it('never goes on with a transaction on another connection', async () => {
  let proceed: (value?: unknown) => void = () => {}
  const gone = new Promise((resolve) => {
    proceed = resolve
  })
  await db().execute(sql`create table if not exists half_done (value int)`)
  const halves = Array.from({ length: size }, () =>
    db().transaction(async (tx) => {
      const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`)
      await other`select pg_terminate_backend(${row?.pid ?? 0})`
      await gone
      await tx.execute(sql`insert into half_done values (1)`)
    }),
  )
  const outcomes = Promise.allSettled(halves)
  await expect.poll(async () => (await asleep()).length).toBe(0)
  // The pool has come back, and is in use, when the transactions go on.
  const meanwhile = workingConnections()
  proceed()
  expect(await meanwhile).toBe(size)
  expect((await outcomes).map(({ status }) => status)).toEqual(halves.map(() => 'rejected'))
  expect(await other`select * from half_done`).toHaveLength(0)
})
