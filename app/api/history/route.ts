import { route } from '@/lib/api/route'
import { historyQuery } from '@/lib/history/schema'
import { searchHistory } from '@/lib/history/search'

/** The tickets of every age that the caller may see and that are, say or show what is asked for, newest first, each with its
 *  entries that do. 503 when so many ask at once that its turn does not come. */
export const GET = route({ query: historyQuery, paced: 'read' }, ({ actor, query, request }) =>
  searchHistory(actor, query, request.signal),
)
