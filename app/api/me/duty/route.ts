import { route } from '@/lib/api/route'
import { endShift, startShift } from '@/lib/duty/duty'
import { endInput, startShiftInput } from '@/lib/duty/requests'

/** Start shift: on duty from now on, for fourteen hours at most, and not off today any more. */
export const PUT = route({ body: startShiftInput }, ({ actor, body }) => startShift(actor, body))

/** End this shift. 404 when the caller has none by that id. */
export const DELETE = route({ body: endInput }, ({ actor, body }) => endShift(actor, body))
