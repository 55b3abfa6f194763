/** Every change of a ticket as the request it is. */
import { newId } from '@/lib/schema'
import type { CancelReason, Changed, FieldValues, HoldReason, Priority, Ticket } from '@/lib/tickets/schema'
import { api } from './api'
import { stamp } from './clock'

export interface Edits {
  placeId?: string | null
  summary?: string
  quantity?: number
  fields?: FieldValues
  priority?: Priority
  dueAt?: string
}

export type Change =
  | { action: 'accept' | 'release' | 'start' | 'resume' | 'complete' | 'send_back' | 'close' | 'reopen' | 'unassign' }
  | { action: 'take_over'; from: string }
  | { action: 'hold'; reason: HoldReason; until?: string }
  | { action: 'cancel'; reason: CancelReason; duplicateOf?: string }
  | { action: 'assign'; personId: string }
  | { action: 'transfer'; departmentId: string; reason: string }
  /** `version` is the one that the editor saw. */
  | { action: 'edit'; version: number; edits: Edits }
  | { action: 'restrict'; namedIds: string[] }
  | { action: 'lift_restriction' }
  | { action: 'add_watcher' | 'remove_watcher'; personId: string }

type Verb = 'put' | 'del' | 'patch'

/** Ask for a change of the ticket as it is shown. The same `id` again is the same change: it is done once. */
export function sendChange(ticket: Ticket, change: Change, id: string = newId()): Promise<Changed> {
  const [verb, path, body] = requestOf(ticket, change)
  return api[verb](`/api/tickets/${ticket.id}${path}`, { id, at: stamp(), ...body })
}

function requestOf(ticket: Ticket, change: Change): [Verb, string, object] {
  const basedOn = ticket.version
  switch (change.action) {
    case 'accept':
      return ['put', '/acceptance', { basedOn }]
    case 'take_over':
      return ['put', '/acceptance', { basedOn, from: change.from }]
    case 'release':
      return ['del', '/acceptance', { basedOn }]
    case 'start':
      return ['put', '/work', { basedOn }]
    case 'hold':
      return ['put', '/hold', { basedOn, reason: change.reason, until: change.until }]
    case 'resume':
      return ['del', '/hold', { basedOn }]
    case 'complete':
      return ['put', '/completion', { basedOn }]
    case 'send_back':
      return ['del', '/completion', { basedOn }]
    case 'close':
      return ['put', '/closure', { basedOn }]
    case 'reopen':
      return ['del', '/closure', { basedOn }]
    case 'cancel':
      return ['put', '/cancellation', { basedOn, reason: change.reason, duplicateOf: change.duplicateOf }]
    case 'assign':
      return ['put', '/assignment', { basedOn, personId: change.personId }]
    case 'unassign':
      return ['del', '/assignment', { basedOn }]
    case 'transfer':
      return ['put', '/department', { basedOn, departmentId: change.departmentId, reason: change.reason }]
    case 'edit':
      return ['patch', '', { version: change.version, ...change.edits }]
    case 'restrict':
      return ['put', '/restriction', { namedIds: change.namedIds }]
    case 'lift_restriction':
      return ['del', '/restriction', {}]
    case 'add_watcher':
      return ['put', `/watchers/${change.personId}`, {}]
    case 'remove_watcher':
      return ['del', `/watchers/${change.personId}`, {}]
  }
}
