/** What waits, as the request that it is: the same to the letter, however often it is sent. */
import type { Outgoing } from './outgoing'
import { messageRequest } from './thread'
import { changeRequest, type Request } from './tickets'

export function requestFor({ id, ticketId, errand, at, ...wording }: Outgoing): Request {
  if (!errand) return messageRequest(ticketId, wording, { id, at })
  if (errand.kind === 'opening') return { method: 'POST', path: '/api/tickets', body: errand.request }
  return changeRequest({ id: ticketId, version: errand.basedOn }, errand.change, { id, at })
}

/** The same for a letter. One with a photo that has not arrived is refused, and waits for its writer with the photo. Nobody will be there to say which version an errand before it has made: it goes by the state alone. */
export function letterFor(item: Outgoing): Request {
  const request = requestFor(item)
  const rests = item.errand?.kind === 'change' && item.errand.after !== null
  return rests ? { ...request, body: { ...request.body, basedOn: undefined } } : request
}
