import { route } from '@/lib/api/route'
import { liftLegalHold, setLegalHold } from '@/lib/privacy/holds'
import { liftInput, reasonedInput } from '@/lib/privacy/requests'
import { ticketParams } from '@/lib/tickets/requests'

/** Nothing of this ticket is removed from now on. 403 for all but managers and admins; 409 `hold_lifted` for a retry of one that
 *  was lifted since. */
export const PUT = route({ params: ticketParams, body: reasonedInput }, ({ actor, params, body }) =>
  setLegalHold(actor, params.id, body),
)

/** Lift it. 403 for all but managers and admins; 409 `held_anew` where another stands by now than the one that was seen. */
export const DELETE = route({ params: ticketParams, body: liftInput }, ({ actor, params, body }) =>
  liftLegalHold(actor, params.id, body),
)
