import { z } from 'zod'
import { route } from '@/lib/api/route'
import { id } from '@/lib/schema'
import { moveGuest } from '@/lib/tickets/moves'
import { moveGuestInput } from '@/lib/tickets/requests'

const params = z.strictObject({ id })

/** Move a guest: the chosen tickets and flags of this place follow, and each says what became of it. 400 for a place that
 *  is not in use, 409 for an id that has moved one of these flags otherwise, or where too many notes stand; a ticket that is
 *  not the caller's to see or to move, or that this id has moved elsewhere, is refused for itself. */
export const POST = route({ params, body: moveGuestInput }, ({ actor, params, body }) =>
  moveGuest(actor, params.id, body),
)
