/** One change of a ticket: what it needs to know, when there is nothing to do, and what it makes of the ticket. Pure. */
import 'server-only'
import type { TicketEvent } from '@/lib/chat/schema'
import type { Patch, WatchChange } from './after'
import type { Edit } from './edit'
import type { Action } from './policy'
import type { CallOutcome, CancelReason, FieldValues, HeldFrom, HoldReason, ReleaseReason, WatchKind } from './schema'
import type { FoundTicket } from './visible'

export interface Step {
  patch: Patch
  event: TicketEvent
  watch?: WatchChange
}

/** What each change needs to know beyond the ticket. */
export interface Inputs {
  accept: object
  take_over: { from: string }
  release: { reason?: ReleaseReason | undefined }
  start: object
  hold: { reason: HoldReason; until?: string | undefined }
  resume: object
  complete: object
  send_back: object
  close: object
  /** Minutes until it is due anew. */
  reopen: { minutes: number }
  cancel: { reason: CancelReason }
  assign: { personId: string }
  unassign: object
  transfer: { departmentId: string; reason: string }
  edit: Edit
  restrict: { namedIds: string[] }
  lift_restriction: object
  add_watcher: { personId: string; kind: WatchKind }
  remove_watcher: { personId: string }
  guest: { name?: string | undefined; inRoom?: boolean | undefined; callBack?: boolean | undefined }
  call_back: { outcome: CallOutcome }
  fill: { fields: FieldValues }
  move_guest: { from: string; to: string }
}
/** Every action but writing a message changes the ticket. */
export type ChangeAction = Exclude<Action, 'write'>

/** Who does it (null: the clock) and when. */
export interface Doing {
  by: string | null
  at: Date
}

export interface Rule<Input> {
  /** Whether the ticket is as the change would leave it: then there is nothing to do, and that is no error. */
  isDone: (ticket: FoundTicket, input: Input, by: string | null) => boolean
  step: (ticket: FoundTicket, input: Input, doing: Doing) => Step
}
export type Rules<A extends ChangeAction> = { [One in A]: Rule<Inputs[One]> }

export const isOpen = ({ status }: FoundTicket) => status !== 'done' && status !== 'closed' && status !== 'cancelled'
export const isHeld = ({ status }: FoundTicket) => status === 'on_hold'

/** Somebody has it, and has not started. What is on hold stays so. */
export const given = (ticket: FoundTicket, assigneeId: string | null, at: Date): Patch => ({
  ...into(ticket, 'accepted'),
  assigneeId,
  acceptedAt: at,
  startedAt: null,
})

/** Nobody has it. What is on hold stays so. */
export const freed = (ticket: FoundTicket): Patch => ({
  ...into(ticket, 'new'),
  assigneeId: null,
  acceptedAt: null,
  startedAt: null,
})

const into = (ticket: FoundTicket, status: HeldFrom): Patch => (isHeld(ticket) ? { heldFrom: status } : { status })

/** Off hold: the clock stood still meanwhile, so it is due later by as long. */
export const unheld = (ticket: FoundTicket, at: Date): Patch =>
  ticket.heldAt
    ? {
        holdReason: null,
        holdUntil: null,
        heldFrom: null,
        heldAt: null,
        dueAt: new Date(ticket.dueAt.getTime() + Math.max(0, at.getTime() - ticket.heldAt.getTime())),
      }
    : {}
