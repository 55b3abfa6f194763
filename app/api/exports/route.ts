import { route } from '@/lib/api/route'
import { askExport, listExports } from '@/lib/exports/exports'
import { exportInput, exportsQuery } from '@/lib/exports/schema'

/** What was taken out of the house: everybody's for managers and admins, their own for dispatchers. 403 for attendants. */
export const GET = route({ query: exportsQuery, paced: 'read' }, ({ actor, query }) => listExports(actor, query))

/** Ask for an export, under the caller's own id: a retry asks for it once. 403 for attendants; 429 while two of theirs are on their
 *  way, or five wait to be taken; 503 while older tickets are still being read in. */
export const POST = route({ body: exportInput, status: 201 }, ({ actor, body, request }) =>
  askExport(actor, body, request.signal),
)
