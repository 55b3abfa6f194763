import { route } from '@/lib/api/route'
import { listBehind } from '@/lib/reports/behind'
import { behindQuery } from '@/lib/reports/schema'

/** The tickets that a figure counts, newest first, and how many they are. 403 for attendants; 503 when so many ask at once that its
 *  turn does not come. */
export const GET = route({ query: behindQuery, paced: 'read' }, ({ actor, query, request }) =>
  listBehind(actor, query, request.signal),
)
