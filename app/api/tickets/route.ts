import { route } from '@/lib/api/route'
import { listTickets } from '@/lib/tickets/list'
import { openTicket } from '@/lib/tickets/open'
import { listTicketsQuery, openTicketInput } from '@/lib/tickets/requests'

/** A page of the tickets the caller may see, newest first, each with their own read position. 503 when so many ask at once
 *  that its turn does not come. */
export const GET = route({ query: listTicketsQuery, paced: 'read' }, ({ actor, query, request }) =>
  listTickets(actor, query, request.signal),
)

/** Open a ticket under the caller's own id: a retry answers with the ticket it opened. 409 `id_reused` for an id that is taken
 *  by anything else. */
export const POST = route({ body: openTicketInput, status: 201, isByLetter: true }, ({ actor, body }) =>
  openTicket(actor, body),
)
