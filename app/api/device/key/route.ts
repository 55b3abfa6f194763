import { route } from '@/lib/api/route'
import { keyFor } from '@/lib/devices/keys'
import { deviceOf } from '@/lib/devices/own'

/** The key by which my things lie sealed on this device. 403 unless I have signed in on it, and it is the house's. */
export const GET = route({}, async ({ actor, request }) => keyFor(actor, await deviceOf(request.headers)))
