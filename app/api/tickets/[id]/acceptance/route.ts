import { route } from '@/lib/api/route'
import { acceptTicket, releaseTicket } from '@/lib/tickets/assignment'
import { acceptInput, releaseInput, ticketParams } from '@/lib/tickets/requests'

/** Accept, or with `from` take over from that person. 409 `accepted_by_other` or `not_assignee_any_more`, naming who; 403 for
 *  all but the owning department, dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: acceptInput, isByLetter: true }, ({ actor, params, body }) =>
  acceptTicket(actor, params.id, body),
)

/** Release, optionally saying why: nobody has it any more. 403 for all but its assignee, the owning department, dispatchers and managers. */
export const DELETE = route({ params: ticketParams, body: releaseInput }, ({ actor, params, body }) =>
  releaseTicket(actor, params.id, body),
)
