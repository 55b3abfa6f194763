import { route } from '@/lib/api/route'
import { sendMessage } from '@/lib/chat/messages'
import { sendMessageInput, threadQuery } from '@/lib/chat/schema'
import { readThread } from '@/lib/chat/thread'
import { ticketParams } from '@/lib/tickets/requests'

/** A page of the thread: the newest, those `after` or `before` a seq, or those `around` one or from a moment (`since`) on; `wait`
 *  seconds for news when there is none. */
export const GET = route(
  { params: ticketParams, query: threadQuery, paced: 'read', deadlineMs: 40_000 },
  ({ actor, params, query, request }) => readThread(actor, params.id, query, request.signal),
)

/** Send a message. Repeating it answers the same entry; the same id with other content is 409. */
export const POST = route(
  { params: ticketParams, body: sendMessageInput, status: 201, isByLetter: true },
  ({ actor, params, body }) => sendMessage(actor, params.id, body),
)
