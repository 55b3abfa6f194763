/** Moving a guest: what is open at the old place, as far as it is chosen, follows to the new one. Promises: each ticket goes
 *  through the same door as any change, with an entry in its own journal, and says for itself why it did not go; the same
 *  request again moves nothing twice, and finishes what was cut off. */
import 'server-only'
import { db } from '@/db/client'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { moveFlags } from '@/lib/places/flag-moves'
import { isPlaceInUse, requirePlace } from '@/lib/places/lookup'
import { change } from './change'
import { notHereAnyMore } from './refusals'
import type { MoveGuestInput } from './requests'
import type { Changed, Moved } from './schema'

/** 404 for a place that is not there, 400 for one that cannot be moved to, 409 when the id has moved one of the flags elsewhere, or when
 *  too many notes stand there. */
export async function moveGuest(actor: Actor, fromPlaceId: string, input: MoveGuestInput): Promise<Moved> {
  const { id, toPlaceId, flagIds } = input
  if (toPlaceId === fromPlaceId) throw new AppError('invalid', 'same_place', { field: 'body.toPlaceId' })
  if (!(await isPlaceInUse(db(), fromPlaceId))) throw notFound()
  await requirePlace(db(), toPlaceId, 'body.toPlaceId')
  // Before the tickets, none of which goes where the id may not lead.
  const moved = await moveFlags(actor, { id, fromPlaceId, toPlaceId, flagIds })
  const tickets: Moved['tickets'] = []
  for (const ticketId of new Set(input.ticketIds))
    tickets.push({ ticketId, ...(await told(moveOne(actor, ticketId, fromPlaceId, input))) })
  return { tickets, flags: flagIds.map((flagId) => ({ flagId, isMoved: moved.has(flagId) })) }
}

/** The request's id is that of the entry in every one of the tickets. */
const moveOne = (actor: Actor, ticketId: string, from: string, { id, at, toPlaceId: to }: MoveGuestInput) =>
  change(
    actor,
    ticketId,
    'move_guest',
    { id, at, from, to },
    {
      check: async (_, ticket) => {
        if (ticket.placeId !== from) throw notHereAnyMore(ticket)
      },
    },
  )

/** A refusal of one is no refusal of the others; whatever else goes wrong is everybody's. */
async function told(moving: Promise<Changed>): Promise<{ changed: Changed } | { refusal: Refusal }> {
  try {
    return { changed: await moving }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unavailable') throw error
    return { refusal: { code: error.code, message: error.told.code, params: error.told.params ?? {} } }
  }
}

type Refusal = Extract<Moved['tickets'][number], { refusal: unknown }>['refusal']
