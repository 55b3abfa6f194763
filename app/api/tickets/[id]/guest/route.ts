import { route } from '@/lib/api/route'
import { setGuest } from '@/lib/tickets/guests'
import { guestInput, ticketParams } from '@/lib/tickets/requests'

/** Say whom it is for, whether they are in their room, and whether they are to be called when it is done; what is not sent
 *  stays. 403 for all but its opener, dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: guestInput }, ({ actor, params, body }) =>
  setGuest(actor, params.id, body),
)
