import { z } from 'zod'
import { route } from '@/lib/api/route'
import { endAbsence, setAbsence } from '@/lib/duty/absence'
import { absenceInput, endInput } from '@/lib/duty/requests'
import { id } from '@/lib/schema'

const params = z.object({ id })

/** Off today: their unfinished tickets go back to their departments, and their shift ends. 403 for all but themselves,
 *  dispatchers, managers and admins; 404 if there is nobody by that id. */
export const PUT = route({ params, body: absenceInput }, ({ actor, params, body }) =>
  setAbsence(actor, params.id, body),
)

/** Back again; the same people may. 404 when this person has no such absence. */
export const DELETE = route({ params, body: endInput }, ({ actor, params, body }) => endAbsence(actor, params.id, body))
