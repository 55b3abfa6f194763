import { z } from 'zod'
import { route } from '@/lib/api/route'
import { readExport } from '@/lib/exports/exports'
import { id } from '@/lib/schema'

/** How far an export has come. 404 for what the caller may not see. */
export const GET = route({ params: z.object({ id }), paced: 'read' }, ({ actor, params }) =>
  readExport(actor, params.id),
)
