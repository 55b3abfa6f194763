/** The work on a ticket from start to end: starting, holding, finishing, closing, cancelling. Doing any of it twice is not
 *  an error: two people often press the button for the same leak. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { findItem } from '@/lib/catalogue/lookup'
import { AppError } from '@/lib/errors'
import { change } from './change'
import { linkDuplicate, tellOfLink } from './links'
import type { CancelInput, ChangeInput, HoldInput } from './requests'
import type { Changed } from './schema'
import { type FoundTicket, seekVisible } from './visible'

/** Minutes until a ticket without a catalogue item is due. */
export const FREE_TEXT_MINUTES = 60

export const startWork = (actor: Actor, id: string, input: ChangeInput): Promise<Changed> =>
  change(actor, id, 'start', input)

/** Stops the clock; at `until` the clock resumes it. */
export const holdTicket = (actor: Actor, id: string, input: HoldInput): Promise<Changed> =>
  change(actor, id, 'hold', input, {
    check: async (_, __, at) => {
      if (input.until !== undefined && Date.parse(input.until) <= at.getTime())
        throw new AppError('invalid', 'not_in_future', { field: 'body.until' })
    },
  })

/** Back to the status before the hold; it is due later by as long as it was held. */
export const resumeTicket = (actor: Actor, id: string, input: ChangeInput): Promise<Changed> =>
  change(actor, id, 'resume', input)

/** The department's word; its opener or a dispatcher then closes it or sends it back, or the clock closes it. */
export const completeTicket = (actor: Actor, id: string, input: ChangeInput): Promise<Changed> =>
  change(actor, id, 'complete', input)

/** To the same assignee. */
export const sendBackTicket = (actor: Actor, id: string, input: ChangeInput): Promise<Changed> =>
  change(actor, id, 'send_back', input)

export const closeTicket = (actor: Actor, id: string, input: ChangeInput): Promise<Changed> =>
  change(actor, id, 'close', input)

/** New again, nobody's, and due as if opened now. */
export const reopenTicket = (actor: Actor, id: string, input: ChangeInput): Promise<Changed> =>
  change(
    actor,
    id,
    'reopen',
    { ...input, minutes: FREE_TEXT_MINUTES },
    {
      complete: async (tx, { catalogueItemId }) => {
        const item = catalogueItemId ? await findItem(tx, catalogueItemId) : null
        return item ? { minutes: item.minutes } : {}
      },
    },
  )

/** `duplicateOf` must be a ticket that the actor sees, and another one. Neither the ticket nor its journal names it, because
 *  not all who see the one may know of the other, now or later: it becomes a link, for those who see both. */
export async function cancelTicket(actor: Actor, id: string, input: CancelInput): Promise<Changed> {
  const { duplicateOf } = input
  let original: FoundTicket | null = null
  let pair: FoundTicket[] = []
  const changed = await change(actor, id, 'cancel', input, {
    check: async (tx) => {
      if (duplicateOf === undefined) return
      original = duplicateOf === id ? null : await seekVisible(tx, actor, duplicateOf)
      if (!original) throw new AppError('invalid', 'no_such_ticket', { field: 'body.duplicateOf' })
    },
    alongside: async (tx, ticket) => {
      if (!original) return
      await linkDuplicate(tx, actor, { ticketId: id, otherId: original.id, changeId: input.id })
      pair = [ticket, original]
    },
  })
  await tellOfLink(pair)
  return changed
}
