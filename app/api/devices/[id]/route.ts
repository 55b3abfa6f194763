import { z } from 'zod'
import { route } from '@/lib/api/route'
import { endDevice } from '@/lib/devices/devices'
import { id } from '@/lib/schema'

/** End a device's enrolment, and who is signed in there. 403 for all but admins; 404 if there is none by that id. */
export const DELETE = route({ params: z.object({ id }) }, ({ actor, params }) => endDevice(actor, params.id))
