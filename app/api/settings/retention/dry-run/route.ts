import { route } from '@/lib/api/route'
import { versionInput } from '@/lib/privacy/requests'
import { tryRetention } from '@/lib/privacy/retention'

/** Say how many tickets and entries, of which departments and months, would be touched. Touches none. */
export const PUT = route({ body: versionInput }, ({ actor, body }) => tryRetention(actor, body.version))
