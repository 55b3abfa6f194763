import { route } from '@/lib/api/route'
import { retentionInput } from '@/lib/privacy/requests'
import { readRetention, setRetention } from '@/lib/privacy/retention'

/** How long things are kept, what the newest dry run found, and whether it was confirmed. Admins only. */
export const GET = route({}, ({ actor }) => readRetention(actor))

/** Set it, as a whole; nothing is done by it until a dry run of it is confirmed. 409 when somebody else has set it since. */
export const PUT = route({ body: retentionInput }, ({ actor, body }) => setRetention(actor, body))
