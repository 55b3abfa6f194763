import { z } from 'zod'
import { route } from '@/lib/api/route'
import { endSessions } from '@/lib/people/people'
import { id } from '@/lib/schema'

/** Sign a person out everywhere. 403 for all but admins; 404 if there is nobody by that id. */
export const DELETE = route({ params: z.object({ id }) }, ({ actor, params }) => endSessions(actor, params.id))
