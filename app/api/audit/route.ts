import { route } from '@/lib/api/route'
import { listAudit } from '@/lib/audit/audit'
import { auditQuery } from '@/lib/audit/requests'

/** What was done about keeping, exporting and erasing, for managers and admins, the newest first. 404 for others. */
export const GET = route({ query: auditQuery, paced: 'read' }, ({ actor, query }) => listAudit(actor, query))
