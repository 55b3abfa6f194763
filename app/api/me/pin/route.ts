import { route } from '@/lib/api/route'
import { changePin } from '@/lib/auth/pin'
import { pinChangeInput } from '@/lib/devices/schema'

/** Change my PIN, by the one that holds. 403 when that is not right, 429 after too many tries. */
export const PUT = route({ body: pinChangeInput }, ({ actor, body }) => changePin(actor, body))
