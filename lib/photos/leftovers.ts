/** What never came into a message: an upload that broke off for good, or a photo whose message was given up. It is cleared away
 *  after a day; what a message carries stays for ever. Safe in any number of processes. */
import 'server-only'
import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { attachments } from '@/db/schema'
import { chunkKeys, fullKey, thumbKey } from './keys'
import { storage } from './storage'

const KEPT_HOURS = 24
const AT_ONCE = 200

/** Answers how many it cleared away. */
export async function sweepLeftovers(): Promise<number> {
  await abandon()
  const rows = await db().select().from(attachments).where(eq(attachments.status, 'abandoned')).limit(AT_ONCE)
  for (const row of rows) {
    // The bytes first: a crash in between leaves a row, which is swept again.
    for (const key of [...chunkKeys(row), fullKey(row), thumbKey(row)]) await storage().drop(key)
    await db()
      .delete(attachments)
      .where(and(eq(attachments.id, row.id), eq(attachments.status, 'abandoned')))
  }
  return rows.length
}

/** From now on no message can take it. Whoever is just tying it to one has its row locked, and then it has an entry. */
const abandon = () =>
  db()
    .update(attachments)
    .set({ status: 'abandoned' })
    .where(
      and(
        isNull(attachments.entryId),
        ne(attachments.status, 'abandoned'),
        sql`${attachments.createdAt} < clock_timestamp() - make_interval(hours => ${KEPT_HOURS})`,
      ),
    )
