import { route } from '@/lib/api/route'
import { ticketParams, undoInput } from '@/lib/tickets/requests'
import { undoChange } from '@/lib/tickets/undo/undo'

/** Take back one's own change of a moment ago. 403 for anybody else's and for changes that have an opposite of their own; 409,
 *  naming who, where somebody has changed the ticket since. */
export const PUT = route({ params: ticketParams, body: undoInput }, ({ actor, params, body }) =>
  undoChange(actor, params.id, body),
)
