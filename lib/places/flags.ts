/** The door to the flags of places. Promises: what is asked again with the same id happens once; a flag ends at its `until`
 *  without anybody's doing; and whoever has a page open is told of each change. What of that is lost they learn with the place's
 *  next change, or when their stream comes back. Moving them is in flag-moves.ts. */
import 'server-only'
import { and, asc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { placeFlags, places } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { whisper } from '@/lib/live/whispers'
import { mayFlag } from './policy'
import type { FlagInput } from './requests'
import { MOST_FLAG_DAYS, MOST_NOTES, type PlaceFlag, type PlaceFlags } from './schema'

export const NOW = sql<Date>`clock_timestamp()`.mapWith(placeFlags.setAt)
export const HOLDS = and(isNull(placeFlags.endedAt), gt(placeFlags.until, NOW))

/** Every place that carries a flag now. */
export const listFlags = (_actor: Actor): Promise<PlaceFlags[]> => read(db())

/** Set anew under the same id it is what it was, and 409 `flag_ended` once it holds no more. 403 for who may not; `not_found` for
 *  no place in use; 400 for an `until` that has passed or is too far away; 409 where too many notes stand. */
export async function setFlag(actor: Actor, placeId: string, flagId: string, input: FlagInput): Promise<PlaceFlags> {
  return changeOne(actor, placeId, async (tx) => {
    const [known] = await tx.select().from(placeFlags).where(eq(placeFlags.id, flagId))
    const setAt = new Date(await moment(tx))
    if (known) return requireSame(known, actor, placeId, input, setAt)
    const until = new Date(input.until)
    requireSoon(until, setAt)
    const { kind, note } = input
    await makeRoom(tx, actor, placeId, kind)
    const made = await tx
      .insert(placeFlags)
      .values({ id: flagId, placeId, kind, note, until, setById: actor.personId, setAt })
      .onConflictDoNothing({ target: placeFlags.id })
      .returning({ id: placeFlags.id })
    // At this moment at another place, under a lock that is not ours.
    if (made.length === 0) throw new AppError('conflict', 'id_reused')
  })
}

function requireSoon(until: Date, now: Date): void {
  const field = 'body.until'
  if (until <= now) throw new AppError('invalid', 'not_in_future', { field })
  const isSoon = until.getTime() - now.getTime() <= MOST_FLAG_DAYS * 86_400_000
  if (!isSoon) throw new AppError('invalid', { code: 'too_far_away', params: { days: MOST_FLAG_DAYS } }, { field })
}

/** Takes it off; twice is not an error. `not_found` when this place never had it. */
export async function endFlag(actor: Actor, placeId: string, flagId: string): Promise<PlaceFlags> {
  return changeOne(actor, placeId, async (tx) => {
    const isIt = and(eq(placeFlags.id, flagId), eq(placeFlags.placeId, placeId))
    const [known] = await tx.select({ id: placeFlags.id }).from(placeFlags).where(isIt)
    if (!known) throw notFound()
    await tx.update(placeFlags).set({ endedAt: NOW, endedById: actor.personId }).where(and(isIt, HOLDS))
  })
}

async function changeOne(actor: Actor, placeId: string, work: (tx: Transaction) => Promise<void>): Promise<PlaceFlags> {
  const { places: changed } = await changeFlags(actor, [placeId], work)
  const [flags] = changed
  if (!flags) throw new Error('a place was changed, and is not there')
  return flags
}

/** A place is out of order once: a further flag of its kind takes the place of the one that stands. Notes say different things, and
 *  stand side by side: 409 `too_many_notes` for one too many. */
export async function makeRoom(tx: Transaction, actor: Actor, placeId: string, kind: PlaceFlag['kind']): Promise<void> {
  const isAlike = and(eq(placeFlags.placeId, placeId), eq(placeFlags.kind, kind), HOLDS)
  if (kind !== 'note') {
    await tx.update(placeFlags).set({ endedAt: NOW, endedById: actor.personId }).where(isAlike)
    return
  }
  if ((await tx.$count(placeFlags, isAlike)) >= MOST_NOTES)
    throw new AppError('conflict', { code: 'too_many_notes', params: { most: MOST_NOTES } })
}

/** One change of a place's flags at a time; everybody is told once it has committed. */
export async function changeFlags<T>(
  actor: Actor,
  placeIds: string[],
  work: (tx: Transaction) => Promise<T>,
): Promise<{ answer: T; places: PlaceFlags[] }> {
  if (!mayFlag(actor)) throw new AppError('forbidden', 'not_yours')
  const changed = await db().transaction(async (tx) => {
    const areInUse = and(inArray(places.id, placeIds), isNull(places.archivedAt))
    // In the order of ids, so that two who do this do not wait for each other.
    const locked = await tx
      .select({ id: places.id })
      .from(places)
      .where(areInUse)
      .orderBy(places.id)
      .for('no key update')
    if (locked.length < placeIds.length) throw notFound()
    const answer = await work(tx)
    const carried = await Promise.all(placeIds.map((placeId) => readOne(tx, placeId)))
    return { answer, places: carried }
  })
  for (const data of changed.places) await whisper({ event: 'flags', data })
  return changed
}

async function readOne(tx: Transaction, placeId: string): Promise<PlaceFlags> {
  const [flags] = await read(tx, placeId)
  return flags ?? { placeId, flags: [], asOf: await moment(tx) }
}

/** 409 when the id was somebody else's, or stands for something else, or for what holds no more. */
function requireSame(
  row: typeof placeFlags.$inferSelect,
  actor: Actor,
  placeId: string,
  input: FlagInput,
  now: Date,
): void {
  const isSame =
    row.setById === actor.personId &&
    row.placeId === placeId &&
    row.kind === input.kind &&
    row.note === input.note &&
    row.until.getTime() === Date.parse(input.until)
  if (!isSame) throw new AppError('conflict', 'id_reused')
  if (row.endedAt || row.until <= now) throw new AppError('conflict', 'flag_ended')
}

async function read(tx: Database | Transaction, placeId?: string): Promise<PlaceFlags[]> {
  const asOf = await moment(tx)
  const rows = await tx
    .select()
    .from(placeFlags)
    .where(and(HOLDS, placeId === undefined ? undefined : eq(placeFlags.placeId, placeId)))
    .orderBy(asc(placeFlags.setAt), asc(placeFlags.id))
  const ids = [...new Set(rows.map((row) => row.placeId))]
  return ids.map((id) => ({ placeId: id, flags: rows.filter((row) => row.placeId === id).map(toFlag), asOf }))
}

/** Asked before the rows: an answer is never said to be newer than it is. */
export async function moment(tx: Database | Transaction): Promise<string> {
  const [clock] = await tx.select({ now: NOW }).from(sql`(values (1)) as one`)
  if (!clock) throw new Error('a select of one row returned none')
  return clock.now.toISOString()
}

const toFlag = (row: typeof placeFlags.$inferSelect): PlaceFlag => ({
  id: row.id,
  kind: row.kind,
  note: row.note,
  until: row.until.toISOString(),
  setById: row.setById,
  setAt: row.setAt.toISOString(),
})
