import { sql } from 'drizzle-orm'
import { expect, it, vi } from 'vitest'
import { db, type Transaction } from '@/db/client'
import { actorAs } from '@/scripts/stage/stage'
import { sweepProgress } from './progress'
import { opened } from './specimen'

const HOUR = 3_600
/** Longer than a transaction may be idle here, and no longer than a statement may take. */
const slowly = () => db().execute(sql`select pg_sleep(3.5)`)

/** From here on in this test, transactions end that are idle for 2 s. */
function loseIdleTransactions() {
  const begin = db().transaction.bind(db())
  vi.spyOn(db(), 'transaction').mockImplementation((work) =>
    begin(async (tx: Transaction) => {
      await tx.execute(sql`set local idle_in_transaction_session_timeout = 2000`)
      return work(tx)
    }),
  )
}

it('leaves the sweep to one process for as long as its work takes', async () => {
  const { id } = await opened(await actorAs('felix'))
  await db().execute(sql`update tickets set last_entry_at = now() - interval '1 minute' where id = ${id}`)
  loseIdleTransactions()
  const idle = expect(db().transaction(slowly)).rejects.toThrow()
  const swept = await sweepProgress(HOUR, async (progress) => {
    await slowly()
    expect(await sweepProgress(HOUR, async () => 'another')).toBeNull()
    return progress.get(id)
  })
  expect(swept).toBe(1)
  expect(await sweepProgress(HOUR, async () => 'another')).toBe('another')
  await idle
})

it('lets the next one sweep when the work fails', async () => {
  const failing = async () => {
    throw new Error('Redis is away')
  }
  await expect(sweepProgress(HOUR, failing)).rejects.toThrow('Redis is away')
  expect(await sweepProgress(HOUR, async () => 'another')).toBe('another')
})
