import { route } from '@/lib/api/route'
import { confirmInput, versionInput } from '@/lib/privacy/requests'
import { confirmRetention, stopRetention } from '@/lib/privacy/retention'

/** From now on it is done, as the dry run of `at` has found it. 409 when that is not the newest, or of other rules. */
export const PUT = route({ body: confirmInput }, ({ actor, body }) => confirmRetention(actor, body))

/** Nothing is done any more. */
export const DELETE = route({ body: versionInput }, ({ actor, body }) => stopRetention(actor, body.version))
