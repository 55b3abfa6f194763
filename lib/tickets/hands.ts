/** Whose hands a ticket is in: accepting, taking over, releasing, assigning, and passing it to another department. Pure. */
import 'server-only'
import type { WatchChange } from './after'
import { freed, given, isOpen, type Rules, unheld } from './step'
import type { FoundTicket } from './visible'

const isHadBy = (ticket: FoundTicket, personId: string | null) =>
  personId !== null && ticket.assigneeId === personId && isOpen(ticket)
const isFree = (ticket: FoundTicket) => ticket.assigneeId === null && isOpen(ticket)

export const HANDS: Rules<'accept' | 'take_over' | 'release' | 'assign' | 'unassign' | 'transfer'> = {
  accept: {
    isDone: (ticket, _, by) => isHadBy(ticket, by),
    step: (ticket, _, { by, at }) => ({ patch: given(ticket, by, at), event: { code: 'accepted', params: {} } }),
  },
  take_over: {
    isDone: (ticket, _, by) => isHadBy(ticket, by),
    step: (ticket, { from }, { by, at }) => ({
      patch: given(ticket, by, at),
      event: { code: 'taken_over', params: { from } },
    }),
  },
  release: {
    isDone: isFree,
    step: (ticket, { reason }) => ({
      patch: freed(ticket),
      event: { code: 'released', params: { from: ticket.assigneeId, ...(reason && { reason }) } },
    }),
  },
  assign: {
    isDone: (ticket, { personId }) => isHadBy(ticket, personId),
    step: (ticket, { personId }, { at }) => ({
      patch: given(ticket, personId, at),
      event: { code: 'assigned', params: { to: personId, from: ticket.assigneeId } },
    }),
  },
  unassign: {
    isDone: isFree,
    step: (ticket) => ({
      patch: freed(ticket),
      event: { code: 'unassigned', params: { from: ticket.assigneeId ?? '' } },
    }),
  },
  transfer: {
    isDone: (ticket, { departmentId }) => isOpen(ticket) && ticket.departmentId === departmentId,
    step: (ticket, { departmentId, reason }, { by, at }) => ({
      patch: { ...unheld(ticket, at), ...freed({ ...ticket, status: 'new' }), departmentId },
      event: { code: 'transferred', params: { from: ticket.departmentId, to: departmentId, reason } },
      watch: ticket.restricted ? {} : { add: followers(by, ticket.assigneeId) },
    }),
  },
}

/** They keep sight of what they had. */
const followers = (...people: (string | null)[]): WatchChange['add'] =>
  people.flatMap((personId) => (personId ? [{ personId, kind: 'watching' as const }] : []))
