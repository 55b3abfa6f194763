/** Tickets as they travel: the vocabulary and the DTOs. What requests may carry is in requests.ts. Shared. */
import { z } from 'zod'

export const STATUSES = ['new', 'accepted', 'in_progress', 'on_hold', 'done', 'closed', 'cancelled'] as const
export type Status = (typeof STATUSES)[number]
export const OPEN_STATUSES = ['new', 'accepted', 'in_progress', 'on_hold'] as const satisfies readonly Status[]
/** Where resuming from hold leads. */
export type HeldFrom = 'new' | 'accepted' | 'in_progress'

export const PRIORITIES = ['normal', 'high', 'urgent'] as const
export type Priority = (typeof PRIORITIES)[number]

export const HOLD_REASONS = [
  'do_not_disturb',
  'guest_asked_later',
  'no_access',
  'part',
  'vendor',
  'other_department',
] as const
export type HoldReason = (typeof HOLD_REASONS)[number]

export const CANCEL_REASONS = ['duplicate', 'withdrawn', 'mistake'] as const
export type CancelReason = (typeof CANCEL_REASONS)[number]

/** Why somebody is on a ticket's list of people: they follow it, were added by name, or were mentioned in it. */
export const WATCH_KINDS = ['watching', 'named', 'mentioned'] as const
export type WatchKind = (typeof WATCH_KINDS)[number]

/** Value of a catalogue item's typed field, by field code. */
export type FieldValue = string | number | boolean
export type FieldValues = Record<string, FieldValue>

/** All that decides who may see a ticket. Recorded with every journal entry, before and after. */
export interface Audience {
  departmentId: string
  restricted: boolean
  openerId: string
  assigneeId: string | null
  watcherIds: string[]
  namedIds: string[]
  mentionedIds: string[]
}

/** A ticket as the screens know it. Holds nothing personal: the same bytes go to everyone who may see it. Moments are ISO 8601 in UTC. */
export interface Ticket extends Audience {
  id: string
  /** What people say on a radio: T-4127. Unique, never reused. */
  number: number
  /** Free text: the request itself, or a note beside the catalogue item. May be empty when there is an item. */
  summary: string
  placeId: string | null
  catalogueItemId: string | null
  quantity: number
  fields: FieldValues
  priority: Priority
  status: Status
  hold: { reason: HoldReason; until: string | null; from: HeldFrom; since: string } | null
  cancellation: { reason: CancelReason; duplicateOf: string | null } | null
  dueAt: string
  openedAt: string
  acceptedAt: string | null
  startedAt: string | null
  doneAt: string | null
  /** When it was closed or cancelled. */
  endedAt: string | null
  /** Rises with every change, not with messages. */
  version: number
  /** The version at which status, assignee or department last changed; a change based on an older one is stale. */
  stateVersion: number
  stateChangedAt: string
  /** Null when the clock did it. */
  stateChangedById: string | null
  /** The newest entry's seq. */
  lastSeq: number
  messageCount: number
  lastEntryAt: string
  lastMessage: { authorId: string | null; preview: string; at: string } | null
}

/** How far one person has read a ticket: entries up to `seq`, of which `n` are messages. */
export interface ReadPosition {
  seq: number
  n: number
}

/** A ticket in a person's list, with their own read position ({0,0} if they never opened it). */
export interface ListedTicket {
  ticket: Ticket
  read: ReadPosition
}

export const priority = z.enum(PRIORITIES)
export const status = z.enum(STATUSES)
export const holdReason = z.enum(HOLD_REASONS)
export const cancelReason = z.enum(CANCEL_REASONS)

/** The answer to every change. `ticket` is null when the change took it out of the caller's sight. */
export interface Changed {
  ticket: Ticket | null
  /** The journal entry's seq; for a repeated change, that of the newest entry. */
  seq: number
}

/** The answer to reading one ticket: with who has read how far, for "seen by". */
export interface OpenedTicket extends ListedTicket {
  readers: { personId: string; seq: number; n: number; at: string }[]
}
