import { route } from '@/lib/api/route'
import { tellTyping } from '@/lib/chat/reads'
import { typingInput } from '@/lib/chat/schema'
import { ticketParams } from '@/lib/tickets/requests'

/** I am writing: others who have the ticket open are told, and nothing is kept. */
export const POST = route({ params: ticketParams, body: typingInput }, ({ actor, params }) =>
  tellTyping(actor, params.id),
)
