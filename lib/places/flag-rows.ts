/** The rows of flags, set and ended in one way: one change of a place at a time. */
import 'server-only'
import { and, asc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { clockOf } from '@/db/clock'
import { placeFlags, places } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { whisper } from '@/lib/live/whispers'
import { mayFlag } from './policy'
import { MOST_NOTES, type PlaceFlag, type PlaceFlags } from './schema'

const NOW = sql`clock_timestamp()`
const HOLDS = and(isNull(placeFlags.endedAt), gt(placeFlags.until, NOW))

/** Changes what these places carry; `not_found` unless all are in use. Answers what `work` made of it, and what they carry
 *  afterwards, which everybody is told. That is read when the change has committed: read before, it would be older than a list
 *  that somebody read meanwhile without it. */
export async function changeFlags<T>(
  actor: Actor,
  placeIds: string[],
  work: (tx: Transaction) => Promise<T>,
): Promise<{ answer: T; places: PlaceFlags[] }> {
  if (!mayFlag(actor)) throw new AppError('forbidden', 'not_yours')
  const answer = await db().transaction(async (tx) => {
    const areInUse = and(inArray(places.id, placeIds), isNull(places.archivedAt))
    // In the order of ids, so that two who do this do not wait for each other.
    const locked = await tx
      .select({ id: places.id })
      .from(places)
      .where(areInUse)
      .orderBy(places.id)
      .for('no key update')
    if (locked.length < placeIds.length) throw notFound()
    return work(tx)
  })
  const { carried, asOf } = await readFlags(placeIds)
  const changed = placeIds.map((placeId) => ({ placeId, flags: carried.get(placeId) ?? [], asOf }))
  for (const data of changed) await whisper({ event: 'flags', data })
  return { answer, places: changed }
}

/** A place is out of order once: a further flag of its kind takes the place of the one that stands. Notes say different things, and
 *  stand side by side: 409 `too_many_notes` for one too many. */
export async function makeRoom(tx: Transaction, actor: Actor, placeId: string, kind: PlaceFlag['kind']): Promise<void> {
  const isAlike = and(eq(placeFlags.placeId, placeId), eq(placeFlags.kind, kind))
  if (kind !== 'note') {
    await endThose(tx, actor, isAlike)
    return
  }
  if ((await tx.$count(placeFlags, and(isAlike, HOLDS))) >= MOST_NOTES)
    throw new AppError('conflict', { code: 'too_many_notes', params: { most: MOST_NOTES } })
}

/** Ends those of these that hold; answers them. */
export const endThose = (tx: Transaction, actor: Actor, which: SQL | undefined) =>
  tx.update(placeFlags).set({ endedAt: NOW, endedById: actor.personId }).where(and(which, HOLDS)).returning()

/** What every place carries that carries anything, or what these do, in the order in which it was set. The clock is asked before
 *  the rows: what has committed by `asOf` is in them. */
export async function readFlags(placeIds?: string[]): Promise<{ carried: Map<string, PlaceFlag[]>; asOf: string }> {
  const asOf = await clockOf(db())
  const rows = await db()
    .select()
    .from(placeFlags)
    .where(and(HOLDS, placeIds && inArray(placeFlags.placeId, placeIds)))
    .orderBy(asc(placeFlags.setAt), asc(placeFlags.id))
  const carried = new Map<string, PlaceFlag[]>()
  for (const row of rows) {
    const flags = carried.get(row.placeId) ?? []
    carried.set(row.placeId, flags)
    flags.push(toFlag(row))
  }
  return { carried, asOf }
}

const toFlag = (row: typeof placeFlags.$inferSelect): PlaceFlag => ({
  id: row.id,
  kind: row.kind,
  note: row.note,
  until: row.until.toISOString(),
  setById: row.setById,
  setAt: row.setAt.toISOString(),
})
