/** What is said of a standing is in an order that is true of it, however reading falls between changing and committing. */
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '@/lib/ids'
import { actorAs } from '@/scripts/stage/stage'
import { endShift, startShift } from './duty'
import { listStandings } from './standings'

const other = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
afterAll(() => other.end())

/** A shift that is changed waits for a lock before it commits. */
beforeAll(async () => {
  await other`create function wait_to_commit() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(1);
      return null;
    end $$`
  await other`create constraint trigger waits after insert or update on duties
    deferrable initially deferred for each row execute function wait_to_commit()`
})

it('a list that was read while a shift had yet to end is older than the news of that', async () => {
  const [hana, id] = [await actorAs('hana'), newId()]
  await startShift(hana, { id })
  const { ending, listed } = await other.begin(async (lock) => {
    await lock`select pg_advisory_xact_lock(1)`
    const ending = endShift(hana, { id })
    const waiting = () => lock`
      select from pg_locks join pg_database on pg_database.oid = database
      where datname = current_database() and locktype = 'advisory' and not granted`
    await expect.poll(async () => (await waiting()).length).toBe(1)
    return { ending, listed: (await listStandings(hana)).find((one) => one.personId === hana.personId) }
  })
  const news = await ending
  expect([listed?.duty?.id, news.duty]).toEqual([id, null])
  expect([news.asOf, listed?.asOf].sort()).toEqual([listed?.asOf, news.asOf])
  expect(news.asOf).not.toBe(listed?.asOf)
})

it('a list is of before it was read', async () => {
  const rosa = await actorAs('rosa')
  await startShift(rosa, { id: newId() })
  const { listing, then } = await other.begin(async (lock) => {
    await lock`lock table duties in access exclusive mode`
    const listing = listStandings(rosa)
    const waiting = () => lock`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await waiting()).length).toBe(1)
    const [then] = await lock<{ now: Date }[]>`select clock_timestamp() as now`
    return { listing, then }
  })
  const [listed] = await listing
  expect(Date.parse(listed?.asOf ?? '')).toBeLessThanOrEqual(then?.now.getTime() ?? 0)
})
