/** Every change of a ticket as the request it is. */
import type {
  CallOutcome,
  CancelReason,
  Changed,
  FieldValues,
  HoldReason,
  Priority,
  ReleaseReason,
  Ticket,
} from '@/lib/tickets/schema'
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
  | { action: 'accept' | 'start' | 'resume' | 'complete' | 'send_back' | 'close' | 'reopen' | 'unassign' }
  | { action: 'take_over'; from: string }
  | { action: 'release'; reason?: ReleaseReason }
  | { action: 'hold'; reason: HoldReason; until?: string }
  | { action: 'cancel'; reason: CancelReason; duplicateOf?: string }
  | { action: 'assign'; personId: string }
  | { action: 'transfer'; departmentId: string; reason: string }
  /** `version` is the one that the editor saw. */
  | { action: 'edit'; version: number; edits: Edits }
  | { action: 'restrict'; namedIds: string[] }
  | { action: 'lift_restriction' }
  | { action: 'add_watcher' | 'remove_watcher'; personId: string }
  /** What is not said stays. */
  | { action: 'guest'; name?: string; inRoom?: boolean; callBack?: boolean }
  | { action: 'call_back'; outcome: CallOutcome }
  /** All of the item's fields; `version` as for an edit. */
  | { action: 'fill'; version: number; fields: FieldValues }

/** Take back the change that was made under the id `of`. */
export const sendUndo = (ticketId: string, of: string, id: string): Promise<Changed> =>
  api.put(`/api/tickets/${ticketId}/undo`, { id, at: stamp(), of })

/** What a change goes by. */
type Seen = Pick<Ticket, 'id' | 'version'>

type Verb = keyof typeof METHODS
const METHODS = { put: 'PUT', del: 'DELETE', patch: 'PATCH' } as const

/** A change may have been made before it is sent. */
interface Made {
  id: string
  at?: string
}

export interface Request {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  body: Record<string, unknown>
}

/** A change of the ticket as it is shown. The same `id` again is the same change: it is done once. */
export function changeRequest(ticket: Seen, change: Change, { id, at = stamp() }: Made): Request {
  const [verb, path, body] = requestOf(ticket, change)
  return { method: METHODS[verb], path: `/api/tickets/${ticket.id}${path}`, body: { id, at, ...body } }
}

export function sendChange(ticket: Seen, change: Change, made: Made): Promise<Changed> {
  const { method, path, body } = changeRequest(ticket, change, made)
  return api.ask(method, path, body)
}

function requestOf(ticket: Seen, change: Change): [Verb, string, object] {
  const basedOn = ticket.version
  switch (change.action) {
    case 'accept':
      return ['put', '/acceptance', { basedOn }]
    case 'take_over':
      return ['put', '/acceptance', { basedOn, from: change.from }]
    case 'release':
      return ['del', '/acceptance', { basedOn, reason: change.reason }]
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
    case 'guest': {
      const { action: _, ...part } = change
      return ['put', '/guest', part]
    }
    case 'call_back':
      return ['put', '/call-back', { outcome: change.outcome }]
    case 'fill':
      return ['put', '/fields', { version: change.version, fields: change.fields }]
    case 'remove_watcher':
      return ['del', `/watchers/${change.personId}`, {}]
  }
}
