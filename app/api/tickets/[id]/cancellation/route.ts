import { route } from '@/lib/api/route'
import { cancelInput, ticketParams } from '@/lib/tickets/requests'
import { cancelTicket } from '@/lib/tickets/work'

/** Cancel an open ticket, as a duplicate optionally of another that the caller sees. 403 for all but its opener, dispatchers
 *  and managers. */
export const PUT = route({ params: ticketParams, body: cancelInput }, ({ actor, params, body }) =>
  cancelTicket(actor, params.id, body),
)
