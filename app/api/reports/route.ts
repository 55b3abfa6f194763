import { route } from '@/lib/api/route'
import { readReport } from '@/lib/reports/reports'
import { reportQuery } from '@/lib/reports/schema'

/** How long things took and how often they went well, of the tickets that the caller may see and that were opened in a period,
 *  beside the period before. 403 for attendants; 503 when so many ask at once that its turn does not come. */
export const GET = route({ query: reportQuery, paced: 'read' }, ({ actor, query, request }) =>
  readReport(actor, query, request.signal),
)
