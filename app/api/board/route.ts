import { route } from '@/lib/api/route'
import { boardQuery, readBoard } from '@/lib/tickets/board'

/** A page of the caller's board, each ticket with their own read position and without what goes without saying. 503 when so
 *  many ask at once that its turn does not come. */
export const GET = route({ query: boardQuery, paced: 'read' }, ({ actor, query, request }) =>
  readBoard(actor, query, request.signal),
)
