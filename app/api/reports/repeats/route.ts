import { route } from '@/lib/api/route'
import { readRepeats } from '@/lib/reports/reports'
import { volumeQuery } from '@/lib/reports/schema'

/** What was asked for more than once in the same place, of the tickets that the caller may see. 403 for attendants. */
export const GET = route({ query: volumeQuery, paced: 'read' }, ({ actor, query, request }) =>
  readRepeats(actor, query, request.signal),
)
