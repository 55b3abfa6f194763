/** The life of a ticket as one table: what each change makes of a ticket, and the event that tells of it. Pure. Whether a
 *  person may is `policy.ts`; here every change is possible in each status that `LIFE` allows it in. */
import 'server-only'
import { editsOf, patchOf } from './edit'
import { GUEST } from './guest'
import { HANDS } from './hands'
import type { HeldFrom } from './schema'
import { SIGHT } from './sight'
import { type ChangeAction, freed, isHeld, isOpen, type Rules, unheld } from './step'

const minutesAfter = (at: Date, minutes: number) => new Date(at.getTime() + minutes * 60_000)
const momentOf = (value: string | undefined): Date | undefined => (value === undefined ? undefined : new Date(value))

const WORK: Rules<'start' | 'hold' | 'resume' | 'complete' | 'send_back' | 'close' | 'reopen' | 'cancel'> = {
  start: {
    isDone: (ticket) => ticket.status === 'in_progress',
    step: (_, __, { at }) => ({
      patch: { status: 'in_progress', startedAt: at },
      event: { code: 'started', params: {} },
    }),
  },
  hold: {
    isDone: (ticket, { reason, until }) =>
      isHeld(ticket) && ticket.holdReason === reason && ticket.holdUntil?.getTime() === momentOf(until)?.getTime(),
    step: (ticket, { reason, until }, { at }) => ({
      patch: {
        status: 'on_hold',
        heldFrom: ticket.status as HeldFrom,
        heldAt: at,
        holdReason: reason,
        holdUntil: momentOf(until) ?? null,
      },
      event: { code: 'held', params: { reason, until: momentOf(until)?.toISOString() ?? null } },
    }),
  },
  resume: {
    isDone: (ticket) => isOpen(ticket) && !isHeld(ticket),
    step: (ticket, _, { by, at }) => ({
      patch: { ...unheld(ticket, at), status: ticket.heldFrom ?? 'new' },
      event: { code: 'resumed', params: { byClock: by === null } },
    }),
  },
  complete: {
    isDone: (ticket) => ticket.status === 'done',
    step: (_, __, { at }) => ({ patch: { status: 'done', doneAt: at }, event: { code: 'completed', params: {} } }),
  },
  send_back: {
    isDone: (ticket) => ticket.status === 'accepted',
    step: () => ({
      patch: { status: 'accepted', startedAt: null, doneAt: null },
      event: { code: 'sent_back', params: {} },
    }),
  },
  close: {
    isDone: (ticket) => ticket.status === 'closed',
    step: (_, __, { by, at }) => ({
      patch: { status: 'closed', endedAt: at },
      event: { code: 'closed', params: { byClock: by === null } },
    }),
  },
  reopen: {
    isDone: (ticket) => ticket.status === 'new',
    step: (ticket, { minutes }, { at }) => ({
      patch: {
        ...freed(ticket),
        doneAt: null,
        endedAt: null,
        cancelReason: null,
        dueAt: minutesAfter(at, minutes),
      },
      event: { code: 'reopened', params: {} },
    }),
  },
  cancel: {
    isDone: (ticket) => ticket.status === 'cancelled',
    step: (ticket, { reason }, { at }) => ({
      patch: { ...unheld(ticket, at), status: 'cancelled', cancelReason: reason, endedAt: at },
      event: { code: 'cancelled', params: { reason } },
    }),
  },
}

const EDIT: Rules<'edit'> = {
  edit: {
    isDone: (ticket, edit) => editsOf(ticket, edit).length === 0,
    step: (ticket, edit) => ({
      patch: patchOf(edit),
      event: { code: 'edited', params: { changes: editsOf(ticket, edit) } },
    }),
  },
}

export const CHANGES: Rules<ChangeAction> = { ...WORK, ...EDIT, ...HANDS, ...SIGHT, ...GUEST }
