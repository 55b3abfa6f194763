/** How a demo thread is written down: who asked for what, and then, minute by minute, who did or said what. */
import type { cast, departments } from '@/db/cast'
import type { CallOutcome, CancelReason, FieldValues, HoldReason, Priority } from '@/lib/tickets/schema'
import type { Scene } from './scenes'

export type Who = keyof typeof cast
type DepartmentName = keyof typeof departments

/** When a ticket was opened: so many minutes before now; or at a time on the hotel's clock, the last time it showed that
 *  (day 1) or one or two days earlier; or so many minutes after another thread was. */
type When = { ago: number } | { clock: string; day: 1 | 2 | 3 } | { after: string; minutes: number }

export interface Thread {
  /** Unique: how errors and other threads refer to it. */
  name: string
  when: When
  by: Who
  /** As people say it: "412", "Lift 2". */
  place: string | null
  /** Code of a catalogue item; without one, `summary` and `department` say what is needed. */
  item?: string
  summary?: string
  department?: DepartmentName
  quantity?: number
  fields?: FieldValues
  priority?: Priority
  /** Whom it is for. */
  guest?: { name?: string; isInRoom?: boolean; callBack?: boolean }
  /** Minutes from opening, or the next time the hotel's clock shows this, counted from now. */
  due?: number | { clock: string }
  /** Restricted from the start, to these people besides opener, assignee and managers. */
  restrictedTo?: Who[]
  /** The first message, written when opening. */
  first?: string
  /** In order. A string is a message. */
  steps: Step[]
  /** Who has not looked since they last did something here. Everyone else involved has read it all. */
  unread?: Who[]
}

/** Minutes since opening, who, what. */
export type Step = [minute: number, who: Who | 'clock', what: string | Act]

export type Act =
  | { act: 'accept' | 'release' | 'start' | 'resume' | 'complete' | 'send_back' | 'close' | 'reopen' | 'unassign' }
  | { act: 'take_over'; from: Who }
  /** `until` in minutes since opening. */
  | { act: 'hold'; reason: HoldReason; until: number | null }
  | { act: 'cancel'; reason: CancelReason }
  | { act: 'assign'; to: Who }
  | { act: 'transfer'; to: DepartmentName; reason: string }
  | { act: 'edit'; changes: Edits }
  | { act: 'guest'; name?: string; inRoom?: boolean; callBack?: boolean }
  | { act: 'call_back'; outcome: CallOutcome }
  | { act: 'fill'; fields: FieldValues }
  | { act: 'move_guest'; to: string }
  | { act: 'restrict'; named: Who[] }
  | { act: 'lift_restriction' }
  | { act: 'add_watcher' | 'remove_watcher'; person: Who }
  | { act: 'write'; text: string; mentions: Who[] }
  /** `before` shows again what was taken earlier in the thread, beside how it looks now. */
  | { act: 'photograph'; scene: Scene; before: Scene | null; text: string }

export interface Edits {
  summary?: string
  quantity?: number
  priority?: Priority
  fields?: FieldValues
  place?: string
}

export const accept: Act = { act: 'accept' }
export const release: Act = { act: 'release' }
export const start: Act = { act: 'start' }
export const resume: Act = { act: 'resume' }
export const complete: Act = { act: 'complete' }
export const sendBack: Act = { act: 'send_back' }
export const close: Act = { act: 'close' }
export const reopen: Act = { act: 'reopen' }
export const unassign: Act = { act: 'unassign' }
export const liftRestriction: Act = { act: 'lift_restriction' }
export const takeOver = (from: Who): Act => ({ act: 'take_over', from })
export const hold = (reason: HoldReason, until: number | null = null): Act => ({ act: 'hold', reason, until })
export const cancel = (reason: CancelReason): Act => ({ act: 'cancel', reason })
export const assign = (to: Who): Act => ({ act: 'assign', to })
export const transfer = (to: DepartmentName, reason: string): Act => ({ act: 'transfer', to, reason })
export const edit = (changes: Edits): Act => ({ act: 'edit', changes })
export const calledBack = (outcome: CallOutcome): Act => ({ act: 'call_back', outcome })
export const fill = (fields: FieldValues): Act => ({ act: 'fill', fields })
export const moveGuest = (to: string): Act => ({ act: 'move_guest', to })
export const restrict = (...named: Who[]): Act => ({ act: 'restrict', named })
export const watch = (person: Who): Act => ({ act: 'add_watcher', person })
export const unwatch = (person: Who): Act => ({ act: 'remove_watcher', person })
export const mention = (text: string, ...mentions: Who[]): Act => ({ act: 'write', text, mentions })
export const photo = (scene: Scene, text = ''): Act => ({ act: 'photograph', scene, before: null, text })
export const after = (scene: Scene, before: Scene, text = ''): Act => ({ act: 'photograph', scene, before, text })
