import { route } from '@/lib/api/route'
import { linkTickets, unlinkTickets } from '@/lib/tickets/links'
import { linkInput, linkParams } from '@/lib/tickets/requests'

const page = <T>(items: T[]) => ({ items, next: null })

/** Say what this ticket is to the other. Whoever sees both may; 404 unless the caller does. */
export const PUT = route({ params: linkParams, body: linkInput }, async ({ actor, params, body }) =>
  page(await linkTickets(actor, params.id, params.otherId, body)),
)

/** They are nothing to each other. The same people may. */
export const DELETE = route({ params: linkParams }, async ({ actor, params }) =>
  page(await unlinkTickets(actor, params.id, params.otherId)),
)
