import { route } from '@/lib/api/route'
import { markRead } from '@/lib/chat/reads'
import { readInput } from '@/lib/chat/schema'
import { ticketParams } from '@/lib/tickets/requests'

/** I have read up to here. Never moves back; answers where it is now. */
export const PUT = route({ params: ticketParams, body: readInput }, ({ actor, params, body }) =>
  markRead(actor, params.id, body),
)
