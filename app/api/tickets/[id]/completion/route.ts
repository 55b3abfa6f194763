import { route } from '@/lib/api/route'
import { changeInput, ticketParams } from '@/lib/tickets/requests'
import { completeTicket, sendBackTicket } from '@/lib/tickets/work'

/** Done: the department's word. 403 for all but its assignee, the owning department, dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: changeInput, isByLetter: true }, ({ actor, params, body }) =>
  completeTicket(actor, params.id, body),
)

/** Send back to the same assignee. 403 for all but its opener, dispatchers and managers. */
export const DELETE = route({ params: ticketParams, body: changeInput }, ({ actor, params, body }) =>
  sendBackTicket(actor, params.id, body),
)
