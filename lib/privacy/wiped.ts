/** When words were last taken out of a ticket, for whoever brings its thread back into Redis meanwhile. */
import 'server-only'
import { eq, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { wipings } from '@/db/schema'

/** Milliseconds since the epoch; null when never. */
export async function lastWiped(ticketId: string): Promise<number | null> {
  const [row] = await db().select({ at: wipings.at }).from(wipings).where(eq(wipings.ticketId, ticketId))
  return row?.at.getTime() ?? null
}

/** Redis may have it again: the clock goes on until it has forgotten it. As if it were wiped anew, so that nobody who is about to note
 *  that it was forgotten means this. */
export const noteUnforgotten = (ticketId: string) =>
  db()
    .update(wipings)
    .set({ forgottenAt: null, at: sql`${wipings.at} + interval '1 millisecond'` })
    .where(eq(wipings.ticketId, ticketId))
