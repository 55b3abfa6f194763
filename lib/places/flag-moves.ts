/** Flags that follow a guest. Promises: they stand at one of the two places, never at both; and a flag that is asked for again with
 *  the same id is moved once, to the place that was said first. */
import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { v5 } from 'uuid'
import type { Transaction } from '@/db/client'
import { clockOf } from '@/db/clock'
import { placeFlags } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import { changeFlags, endThose, makeRoom } from './flag-rows'
import { mayFlag } from './policy'

interface FlagMove {
  /** A UUID, made once for the move. */
  id: string
  fromPlaceId: string
  toPlaceId: string
  flagIds: string[]
}

/** Under which id a flag stands at the other place: it follows from the move's and its own. */
const movedId = ({ id }: FlagMove, flagId: string) => v5(id, flagId)

/** Those of these flags that the one place carries go to the other. Answers which this move has brought there, now or when it
 *  was asked before; the others have ended, or were never here. 409 when the id has moved one of them elsewhere, or too many
 *  notes stand there. */
export async function moveFlags(actor: Actor, move: FlagMove): Promise<Set<string>> {
  const { fromPlaceId, toPlaceId, flagIds } = move
  if (flagIds.length === 0 || !mayFlag(actor)) return new Set()
  const { answer } = await changeFlags(actor, [fromPlaceId, toPlaceId], async (tx) => {
    const before = await broughtBefore(tx, actor, move)
    const areHere = and(inArray(placeFlags.id, flagIds), eq(placeFlags.placeId, fromPlaceId))
    const ended = await endThose(tx, actor, areHere)
    for (const { id: flagId, kind, note, until, setById } of ended) {
      const setAt = new Date(await clockOf(tx))
      await makeRoom(tx, actor, toPlaceId, kind)
      const id = movedId(move, flagId)
      await tx.insert(placeFlags).values({ id, placeId: toPlaceId, kind, note, until, setById, setAt })
    }
    return new Set([...before, ...ended.map(({ id }) => id)])
  })
  return answer
}

/** By the row that it left behind: a flag that was moved has ended there, by whoever moved it. */
async function broughtBefore(tx: Transaction, actor: Actor, move: FlagMove): Promise<string[]> {
  const rows = await tx.select().from(placeFlags).where(inArray(placeFlags.id, move.flagIds))
  const left = new Map(rows.map((row) => [movedId(move, row.id), row]))
  const brought = await tx
    .select({ id: placeFlags.id, placeId: placeFlags.placeId })
    .from(placeFlags)
    .where(inArray(placeFlags.id, [...left.keys()]))
  return brought.map(({ id, placeId }) => {
    const was = left.get(id)
    const isSame = was?.placeId === move.fromPlaceId && placeId === move.toPlaceId && was.endedById === actor.personId
    if (!was || !isSame) throw new AppError('conflict', 'id_reused')
    return was.id
  })
}
