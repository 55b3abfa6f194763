/** Whether what came back says that the server has it. A sign-in page, a notice of maintenance or anything else that stands
 *  between answers 200 too: what waits is let go only for the answer that our own server gives to exactly that. */
import type { Outgoing } from './outgoing'

type Sent = Pick<Outgoing, 'id' | 'ticketId'>

export const isAnswerTo = (item: Outgoing, answer: unknown): boolean =>
  item.errand ? isOfErrand(item, answer) : isOfMessage(item, answer)

/** For whoever does not know which of the two it is. */
export const isAnswerToLetter = (sent: Sent, answer: unknown): boolean =>
  isOfMessage(sent, answer) || isOfErrand(sent, answer)

/** `{ entry }`, the message under its own id. */
const isOfMessage = ({ id }: Sent, answer: unknown): boolean =>
  isObject(answer) && isObject(answer.entry) && answer.entry.id === id && typeof answer.entry.seq === 'number'

/** `Changed`: the ticket, or null where it is not to be seen any more. */
function isOfErrand({ ticketId }: Sent, answer: unknown): boolean {
  if (!isObject(answer) || typeof answer.seq !== 'number') return false
  return answer.ticket === null || (isObject(answer.ticket) && answer.ticket.id === ticketId)
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
