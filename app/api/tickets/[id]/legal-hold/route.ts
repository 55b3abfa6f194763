import { route } from '@/lib/api/route'
import { liftLegalHold, setLegalHold } from '@/lib/privacy/holds'
import { reasonedInput } from '@/lib/privacy/requests'
import { changeInput, ticketParams } from '@/lib/tickets/requests'

/** Nothing of this ticket is removed from now on. 403 for all but managers and admins. */
export const PUT = route({ params: ticketParams, body: reasonedInput }, ({ actor, params, body }) =>
  setLegalHold(actor, params.id, body),
)

/** Lift it. 403 for all but managers and admins. */
export const DELETE = route({ params: ticketParams, body: changeInput }, ({ actor, params, body }) =>
  liftLegalHold(actor, params.id, body),
)
