/** What another sees while a change has been made and has yet to commit, and when a reading begins. */
import postgres from 'postgres'
import { afterAll, beforeAll, expect } from 'vitest'

/** Has every change of a table of this file's database wait for a lock as it commits. */
export function slowCommits(table: string) {
  const other = postgres(process.env.DATABASE_URL ?? '', { max: 1, onnotice: () => {} })
  afterAll(() => other.end())
  beforeAll(async () => {
    await other`create function wait_to_commit() returns trigger language plpgsql as $$
      begin
        perform pg_advisory_xact_lock_shared(1);
        return null;
      end $$`
    await other`create constraint trigger waits after insert or update on ${other(table)}
      deferrable initially deferred for each row execute function wait_to_commit()`
  })

  return {
    /** What `look` finds once `change` has been made and waits to commit, and what that answers when it has. */
    async before<Changed, Seen>(change: () => Promise<Changed>, look: () => Promise<Seen>) {
      const { changing, seen } = await other.begin(async (lock) => {
        await lock`select pg_advisory_xact_lock(1)`
        const changing = change()
        await someoneWaits(lock)
        return { changing, seen: await look() }
      })
      return { changed: await changing, seen }
    },

    /** What `read` answers when the table could not be read until `heldUntil`, which is after that began. */
    async lateRows<Read>(read: () => Promise<Read>) {
      const { reading, heldUntil } = await other.begin(async (lock) => {
        await lock`lock table ${lock(table)} in access exclusive mode`
        const reading = read()
        await someoneWaits(lock)
        const [clock] = await lock<{ now: Date }[]>`select clock_timestamp() as now`
        return { reading, heldUntil: clock?.now ?? new Date(0) }
      })
      return { read: await reading, heldUntil }
    },
  }
}

async function someoneWaits(lock: postgres.TransactionSql): Promise<void> {
  const waiting = () =>
    lock`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  await expect.poll(async () => (await waiting()).length).toBe(1)
}
