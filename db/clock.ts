/** The database's clock, by which everything that is written down is dated. */
import 'server-only'
import { sql } from 'drizzle-orm'
import type { Database, Transaction } from './client'

/** Now, as UTC, to the microsecond: two changes of one thing fit into a millisecond. Such moments are in order as texts. */
export async function clockOf(tx: Database | Transaction): Promise<string> {
  const utc = sql<string>`to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
  const [clock] = await tx.select({ now: utc }).from(sql`(values (1)) as one`)
  if (!clock) throw new Error('a select of one row returned none')
  return clock.now
}
