import { route } from '@/lib/api/route'
import { transferTicket } from '@/lib/tickets/assignment'
import { ticketParams, transferInput } from '@/lib/tickets/requests'

/** Pass a ticket to another department, where it is new. 400 `no_such_department`; 403 for all but its assignee, the owning
 *  department, dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: transferInput }, ({ actor, params, body }) =>
  transferTicket(actor, params.id, body),
)
