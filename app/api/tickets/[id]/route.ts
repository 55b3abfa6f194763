import { route } from '@/lib/api/route'
import { editTicketInput, ticketParams } from '@/lib/tickets/requests'
import { editTicket, getTicket } from '@/lib/tickets/tickets'

/** One ticket, with how far the caller and others who may see it have read. 404 if it is not there for them. */
export const GET = route({ params: ticketParams, paced: 'read' }, ({ actor, params }) => getTicket(actor, params.id))

/** Edit what a ticket says. 409 `stale_edit` with the current ticket when `version` is not the current one. 403 for all but
 *  dispatchers, managers and, until somebody accepts, its opener. */
export const PATCH = route({ params: ticketParams, body: editTicketInput }, ({ actor, params, body }) =>
  editTicket(actor, params.id, body),
)
