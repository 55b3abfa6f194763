/** Threads in Redis whose words have gone from the journal: they are dropped whole, and the journal answers for them. Promise: of
 *  whatever was wiped, until Redis has answered, however often that takes. */
import 'server-only'
import { asc, inArray, isNull, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { wipings } from '@/db/schema'
import { chatKey } from '@/lib/live/keys'
import { onRedis } from '@/lib/redis'

const AT_ONCE = 500
const REDIS_MS = 1_500

type Wiping = Pick<typeof wipings.$inferSelect, 'ticketId' | 'at'>

/** Once what wiped them has committed. Throws when Redis is away: the next time tries as much. */
export async function forgetWiped(): Promise<void> {
  for (let isMore = true; isMore; ) {
    const { ticketId, at } = wipings
    const isLeft = isNull(wipings.forgottenAt)
    const some = await db().select({ ticketId, at }).from(wipings).where(isLeft).orderBy(asc(at)).limit(AT_ONCE)
    if (some.length === 0) return
    const keys = some.map((one) => chatKey(one.ticketId))
    // One by one: on a cluster they lie on many nodes.
    await onRedis('forget threads', REDIS_MS, (redis) => Promise.all(keys.map((key) => redis.del(key))))
    isMore = (await note(some)) === AT_ONCE
  }
}

/** Answers of how many. Not of what is wiped again at this moment: whoever does that forgets it as well. */
async function note(some: readonly Wiping[]): Promise<number> {
  const areThese = sql`(${wipings.ticketId}, ${wipings.at}) in (select one."ticketId", one.at
    from jsonb_to_recordset(${JSON.stringify(some)}::text::jsonb) as one("ticketId" uuid, at timestamptz))`
  const free = db().select({ id: wipings.ticketId }).from(wipings).where(areThese).for('update', { skipLocked: true })
  const noted = await db()
    .update(wipings)
    .set({ forgottenAt: sql`clock_timestamp()` })
    .where(inArray(wipings.ticketId, free))
    .returning({ id: wipings.ticketId })
  return noted.length
}
