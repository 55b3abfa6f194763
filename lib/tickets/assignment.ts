/** Whose hands a ticket is in: accepting, taking over, releasing, assigning, passing on. Of two who accept at once one
 *  gets it, and the other's refusal names who. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { requireActivePeople, requireDepartment } from '@/lib/people/lookup'
import { change } from './change'
import { acceptedByOther, notAssigneeAnyMore } from './refusals'
import type { AcceptInput, AssignInput, ChangeInput, ReleaseInput, TransferInput } from './requests'
import type { Changed } from './schema'
import { isOpen } from './step'

/** With `from`, takes over from exactly that person. */
export function acceptTicket(actor: Actor, id: string, input: AcceptInput): Promise<Changed> {
  const { from, ...asked } = input
  if (from !== undefined) return takeOver(actor, id, { ...asked, from })
  return change(actor, id, 'accept', asked, {
    check: async (tx, ticket) => {
      if (isOpen(ticket) && ticket.assigneeId !== null) throw await acceptedByOther(tx, ticket)
    },
  })
}

const takeOver = (actor: Actor, id: string, input: AcceptInput & { from: string }): Promise<Changed> =>
  change(actor, id, 'take_over', input, {
    check: async (tx, ticket) => {
      if (ticket.assigneeId !== input.from) throw await notAssigneeAnyMore(tx, ticket, input.from)
    },
  })

export const releaseTicket = (actor: Actor, id: string, input: ReleaseInput): Promise<Changed> =>
  change(actor, id, 'release', input)

export const assignTicket = (actor: Actor, id: string, input: AssignInput): Promise<Changed> =>
  change(actor, id, 'assign', input, {
    check: (tx) => requireActivePeople(tx, [input.personId], 'body.personId'),
  })

export const unassignTicket = (actor: Actor, id: string, input: ChangeInput): Promise<Changed> =>
  change(actor, id, 'unassign', input)

/** New in the other department. Whoever passes it on, and who had it, keep watching (not a restricted one). */
export const transferTicket = (actor: Actor, id: string, input: TransferInput): Promise<Changed> =>
  change(actor, id, 'transfer', input, {
    check: (tx) => requireDepartment(tx, input.departmentId, 'body.departmentId'),
  })
