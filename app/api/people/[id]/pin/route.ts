import { z } from 'zod'
import { route } from '@/lib/api/route'
import { setTemporaryPin } from '@/lib/auth/pin'
import { temporaryPinInput } from '@/lib/devices/schema'
import { id } from '@/lib/schema'

/** Give somebody a temporary PIN. 403 for all but admins; 404 if there is nobody by that id. */
export const PUT = route({ params: z.object({ id }), body: temporaryPinInput }, ({ actor, params, body }) =>
  setTemporaryPin(actor, params.id, body.pin),
)
