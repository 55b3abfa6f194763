import { route } from '@/lib/api/route'
import { changeInput, ticketParams } from '@/lib/tickets/requests'
import { closeTicket, reopenTicket } from '@/lib/tickets/work'

/** Close what is done. 403 for all but its opener, dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: changeInput }, ({ actor, params, body }) =>
  closeTicket(actor, params.id, body),
)

/** Reopen what is closed or cancelled: new, nobody's, due as if opened now. The same people may. */
export const DELETE = route({ params: ticketParams, body: changeInput }, ({ actor, params, body }) =>
  reopenTicket(actor, params.id, body),
)
