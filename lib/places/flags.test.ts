/** What is said of a place is in an order that is true of it, however reading falls between changing and committing. */
import postgres from 'postgres'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { roomId } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import { newId } from '@/lib/ids'
import { actorAs } from '@/scripts/stage/stage'
import { endFlag, listFlags, setFlag } from './flags'

const other = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
afterAll(() => other.end())

/** A change that is made waits for a lock before it commits. */
beforeAll(async () => {
  await other`create function wait_to_commit() returns trigger language plpgsql as $$
    begin
      perform pg_advisory_xact_lock_shared(1);
      return null;
    end $$`
  await other`create constraint trigger waits after insert or update on place_flags
    deferrable initially deferred for each row execute function wait_to_commit()`
})

async function flagged(placeId: string): Promise<{ felix: Actor; id: string; asOf: string }> {
  const [felix, id, until] = [await actorAs('felix'), newId(), new Date(Date.now() + 86_400_000).toISOString()]
  const { asOf } = await setFlag(felix, placeId, id, { kind: 'do_not_disturb', note: '', until })
  return { felix, id, asOf }
}

it('a list that was read while a change had yet to commit is older than its news', async () => {
  const placeId = roomId(412)
  const { felix, id } = await flagged(placeId)
  const { ending, listed } = await other.begin(async (lock) => {
    await lock`select pg_advisory_xact_lock(1)`
    const ending = endFlag(felix, placeId, id)
    const waiting = () => lock`
      select from pg_locks join pg_database on pg_database.oid = database
      where datname = current_database() and locktype = 'advisory' and not granted`
    await expect.poll(async () => (await waiting()).length).toBe(1)
    return { ending, listed: (await listFlags(felix)).find((one) => one.placeId === placeId) }
  })
  const news = await ending
  expect([listed?.flags.map((flag) => flag.id), news.flags]).toEqual([[id], []])
  expect([news.asOf, listed?.asOf].sort()).toEqual([listed?.asOf, news.asOf])
  expect(news.asOf).not.toBe(listed?.asOf)
})

it('a list is of before it was read', async () => {
  const { felix } = await flagged(roomId(413))
  const { listing, then } = await other.begin(async (lock) => {
    await lock`lock table place_flags in access exclusive mode`
    const listing = listFlags(felix)
    const waiting = () => lock`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await waiting()).length).toBe(1)
    const [then] = await lock<{ now: Date }[]>`select clock_timestamp() as now`
    return { listing, then }
  })
  const [listed] = await listing
  expect(Date.parse(listed?.asOf ?? '')).toBeLessThanOrEqual(then?.now.getTime() ?? 0)
})

it('of two changes within a millisecond the later is said to be later', async () => {
  const { asOf } = await flagged(roomId(414))
  expect(asOf).toMatch(/T\d\d:\d\d:\d\d\.\d{6}Z$/)
})
