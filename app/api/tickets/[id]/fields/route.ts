import { route } from '@/lib/api/route'
import { fillFields } from '@/lib/tickets/guests'
import { fillInput, ticketParams } from '@/lib/tickets/requests'

/** Fill in the typed fields of what was asked for. 409 `stale_edit` with the current ticket when `version` is not the current
 *  one; 403 for all but its department, its opener, dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: fillInput }, ({ actor, params, body }) =>
  fillFields(actor, params.id, body),
)
