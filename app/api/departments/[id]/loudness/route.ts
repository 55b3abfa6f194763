import { z } from 'zod'
import { loudnessInput } from '@/lib/alerts/schema'
import { route } from '@/lib/api/route'
import { setLoudness } from '@/lib/people/people'
import { id } from '@/lib/schema'

/** How loud a department's alerts are, 0.1 to 1. 403 for all but managers and admins; 404 if there is no such department. */
export const PUT = route({ params: z.object({ id }), body: loudnessInput }, ({ actor, params, body }) =>
  setLoudness(actor, params.id, body.loudness),
)
