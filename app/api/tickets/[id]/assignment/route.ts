import { route } from '@/lib/api/route'
import { assignTicket, unassignTicket } from '@/lib/tickets/assignment'
import { assignInput, changeInput, ticketParams } from '@/lib/tickets/requests'

/** Give a ticket to somebody. 400 `no_such_person`; 403 for all but dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: assignInput }, ({ actor, params, body }) =>
  assignTicket(actor, params.id, body),
)

/** Take it from whoever has it. The same people may. */
export const DELETE = route({ params: ticketParams, body: changeInput }, ({ actor, params, body }) =>
  unassignTicket(actor, params.id, body),
)
