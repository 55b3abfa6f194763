import { route } from '@/lib/api/route'
import { restrictInput, ticketParams, watchInput } from '@/lib/tickets/requests'
import { liftRestriction, restrictTicket } from '@/lib/tickets/watchers'

/** Restrict to its opener, its assignee, people added by name, and managers; `ticket` is null for a caller who is none of
 *  them. 403 for all but its opener, dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: restrictInput }, ({ actor, params, body }) =>
  restrictTicket(actor, params.id, body),
)

/** Lift the restriction. 403 for all but managers. */
export const DELETE = route({ params: ticketParams, body: watchInput }, ({ actor, params, body }) =>
  liftRestriction(actor, params.id, body),
)
