/** What waits, as the request that it is: the same however often it is sent, and in a letter. There, one with a photo that has
 *  not arrived is refused, and waits for its writer with the photo. */
import type { Outgoing } from './outgoing'
import { messageRequest } from './thread'
import { changeRequest, type Request } from './tickets'

export function requestFor({ id, ticketId, errand, at, ...wording }: Outgoing): Request {
  if (!errand) return messageRequest(ticketId, wording, { id, at })
  if (errand.kind === 'opening') return { method: 'POST', path: '/api/tickets', body: errand.request }
  const request = changeRequest({ id: ticketId, version: errand.basedOn }, errand.change, { id, at })
  // Nobody here was told which version the errand before it has made: it goes by the state alone.
  return errand.after === null ? request : { ...request, body: { ...request.body, basedOn: undefined } }
}
