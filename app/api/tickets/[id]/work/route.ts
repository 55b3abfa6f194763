import { route } from '@/lib/api/route'
import { changeInput, ticketParams } from '@/lib/tickets/requests'
import { startWork } from '@/lib/tickets/work'

/** Start what is accepted. 403 for all but its assignee, the owning department, dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: changeInput, isByLetter: true }, ({ actor, params, body }) =>
  startWork(actor, params.id, body),
)
