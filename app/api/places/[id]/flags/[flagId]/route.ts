import { z } from 'zod'
import { route } from '@/lib/api/route'
import { endFlag, setFlag } from '@/lib/places/flags'
import { flagInput } from '@/lib/places/requests'
import { clientId, id } from '@/lib/schema'

const params = z.object({ id, flagId: clientId })

/** Put a flag on a place until a moment. 403 for attendants without a department; 404 for no place in use; 409 if the id stands
 *  for another flag. */
export const PUT = route({ params, body: flagInput }, ({ actor, params, body }) =>
  setFlag(actor, params.id, params.flagId, body),
)

/** Take it off; the same people may, whoever set it. 404 when this place never had it. */
export const DELETE = route({ params }, ({ actor, params }) => endFlag(actor, params.id, params.flagId))
