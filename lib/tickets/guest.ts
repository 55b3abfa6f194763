/** What a ticket says of its guest and of the matter itself: whom it is for, that they are owed a call and how it went, where
 *  they moved to, and the item's typed fields. Pure. */
import 'server-only'
import type { FilledField, GuestChange } from '@/lib/chat/schema'
import type { Patch } from './after'
import type { TicketRow } from './dto'
import type { FieldValues } from './schema'
import type { Inputs, Rules } from './step'

export const GUEST: Rules<'guest' | 'call_back' | 'fill' | 'move_guest'> = {
  guest: {
    isDone: (ticket, input) => guestChanges(ticket, input).length === 0,
    step: (ticket, input) => {
      const changes = guestChanges(ticket, input)
      return { patch: Object.assign({}, ...changes.map(patchOf)), event: { code: 'guest_set', params: { changes } } }
    },
  },
  call_back: {
    isDone: (ticket, { outcome }) => ticket.callBack === outcome,
    step: (_, { outcome }) => ({ patch: { callBack: outcome }, event: { code: 'called_back', params: { outcome } } }),
  },
  fill: {
    isDone: (ticket, { fields }) => filledFields(ticket.fields, fields).length === 0,
    step: (ticket, { fields }) => ({
      patch: { fields },
      event: {
        code: 'filled',
        params: { itemId: ticket.catalogueItemId, changes: filledFields(ticket.fields, fields) },
      },
    }),
  },
  move_guest: {
    isDone: (ticket, { to }) => ticket.placeId === to,
    step: (_, { from, to }) => ({ patch: { placeId: to }, event: { code: 'guest_moved', params: { from, to } } }),
  },
}

function guestChanges(ticket: TicketRow, { name, inRoom, callBack }: Inputs['guest']): GuestChange[] {
  const isOwed = ticket.callBack === 'owed'
  const changes: GuestChange[] = []
  if (name !== undefined && name !== ticket.guestName) changes.push({ what: 'name', to: name })
  if (inRoom !== undefined && inRoom !== ticket.guestInRoom) changes.push({ what: 'inRoom', to: inRoom })
  // Not wanted where it was made already is no change: how it went stays.
  if (callBack !== undefined && callBack !== isOwed) changes.push({ what: 'callBack', to: callBack })
  return changes
}

function patchOf(change: GuestChange): Patch {
  if (change.what === 'name') return { guestName: change.to }
  return change.what === 'inRoom' ? { guestInRoom: change.to } : { callBack: change.to ? 'owed' : null }
}

/** Empty text is what is not filled in. */
function filledFields(before: FieldValues, after: FieldValues): FilledField[] {
  const codes = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const changes = codes.map((code) => ({ code, from: valueIn(before, code), to: valueIn(after, code) }))
  return changes.filter(({ from, to }) => from !== to)
}

const valueIn = (values: FieldValues, code: string) => {
  const value = values[code]
  return value === undefined || value === '' ? null : value
}
