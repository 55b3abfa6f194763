import { route } from '@/lib/api/route'
import { readVolume } from '@/lib/reports/reports'
import { volumeQuery } from '@/lib/reports/schema'

/** How many tickets that the caller may see were opened in each hour of each weekday. 403 for attendants. */
export const GET = route({ query: volumeQuery, paced: 'read' }, ({ actor, query, request }) =>
  readVolume(actor, query, request.signal),
)
