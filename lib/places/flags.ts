/** The door to the flags of places. Promises: what is asked again with the same id happens once; a flag ends at its `until`
 *  without anybody's doing; and whoever has a page open is told of each change. What of that is lost they learn with the place's
 *  next change, or when their stream comes back. Moving them is in flag-moves.ts. */
import 'server-only'
import { and, eq } from 'drizzle-orm'
import type { Transaction } from '@/db/client'
import { clockOf } from '@/db/clock'
import { placeFlags } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { changeFlags, endThose, makeRoom, readFlags } from './flag-rows'
import type { FlagInput } from './requests'
import { MOST_FLAG_DAYS, type PlaceFlags } from './schema'

/** Every place that carries a flag now. */
export async function listFlags(_actor: Actor): Promise<PlaceFlags[]> {
  const { carried, asOf } = await readFlags()
  return [...carried].map(([placeId, flags]) => ({ placeId, flags, asOf }))
}

/** Set anew under the same id it is what it was, and 409 `flag_ended` once it holds no more. 403 for who may not; `not_found` for
 *  no place in use; 400 for an `until` that has passed or is too far away; 409 where too many notes stand. */
export async function setFlag(actor: Actor, placeId: string, flagId: string, input: FlagInput): Promise<PlaceFlags> {
  return changeOne(actor, placeId, async (tx) => {
    const [known] = await tx.select().from(placeFlags).where(eq(placeFlags.id, flagId))
    const setAt = new Date(await clockOf(tx))
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
    await endThose(tx, actor, isIt)
  })
}

async function changeOne(actor: Actor, placeId: string, work: (tx: Transaction) => Promise<void>): Promise<PlaceFlags> {
  const { places: changed } = await changeFlags(actor, [placeId], work)
  const [flags] = changed
  if (!flags) throw new Error('a place was changed, and is not there')
  return flags
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
