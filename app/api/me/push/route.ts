import { pushInput } from '@/lib/alerts/schema'
import { pushStateOf, subscribe, unsubscribe } from '@/lib/alerts/subscriptions'
import { route } from '@/lib/api/route'

/** What a browser subscribes with, and whether this session has. */
export const GET = route({}, ({ actor }) => pushStateOf(actor))

/** Send alerts to this browser. 400 unless its endpoint is that of a browser's push service, or where the house sends none. */
export const PUT = route({ body: pushInput }, ({ actor, body }) => subscribe(actor, body))

/** Send none any more. */
export const DELETE = route({}, ({ actor }) => unsubscribe(actor))
