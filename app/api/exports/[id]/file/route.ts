import { z } from 'zod'
import { route } from '@/lib/api/route'
import { exportFile } from '@/lib/exports/file'
import { id } from '@/lib/schema'

/** The file itself, once, for whoever asked for it, of what they may see while it is written. 404 for others, 409 the second time;
 *  429 while two others of theirs are on their way. */
export const GET = route({ params: z.object({ id }), paced: 'read' }, ({ actor, params }) =>
  exportFile(actor, params.id),
)
