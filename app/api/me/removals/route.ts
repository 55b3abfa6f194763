import { route } from '@/lib/api/route'
import { removalsSince } from '@/lib/privacy/removals'
import { removalsQuery } from '@/lib/privacy/requests'

/** In which of the tickets that I see something was removed since then, and which of those `kept` I do not see: a device forgets what
 *  it kept of them. Of longer ago than thirty days, or without saying since when: `isAll`. */
export const GET = route({ query: removalsQuery, paced: 'read' }, ({ actor, query }) =>
  removalsSince(actor, query.since, query.kept),
)
