import { route } from '@/lib/api/route'
import { tickCallBack } from '@/lib/tickets/guests'
import { callBackInput, ticketParams } from '@/lib/tickets/requests'

/** Tick how the call went: then the guest is owed none. 403 for all but its opener, dispatchers and managers. */
export const PUT = route({ params: ticketParams, body: callBackInput }, ({ actor, params, body }) =>
  tickCallBack(actor, params.id, body),
)
