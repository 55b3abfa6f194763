import { route } from '@/lib/api/route'
import { changeInput, holdInput, ticketParams } from '@/lib/tickets/requests'
import { holdTicket, resumeTicket } from '@/lib/tickets/work'

/** Hold for a reason, optionally until a moment at which the clock resumes it. 403 for all but its assignee, the owning
 *  department, dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: holdInput, isByLetter: true }, ({ actor, params, body }) =>
  holdTicket(actor, params.id, body),
)

/** Resume to the status before the hold; the same people may. */
export const DELETE = route({ params: ticketParams, body: changeInput, isByLetter: true }, ({ actor, params, body }) =>
  resumeTicket(actor, params.id, body),
)
