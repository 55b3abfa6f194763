/** Tickets as they travel: the vocabulary and the DTOs. What requests may carry is in requests.ts. Shared. */
import type { Names } from '@/lib/names'

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

/** Why somebody gives a ticket back. */
export const RELEASE_REASONS = ['shift_over', 'no_time', 'need_help', 'not_for_me'] as const
/** `off_today`: whoever had it is not here; said by the absence alone. */
export type ReleaseReason = (typeof RELEASE_REASONS)[number] | 'off_today'

export const CANCEL_REASONS = ['duplicate', 'withdrawn', 'mistake'] as const
export type CancelReason = (typeof CANCEL_REASONS)[number]

/** The changes that whoever made one may take back a moment later: what leads out of sight, or to other hands, at one press.
 *  The event's codes. The other changes have an opposite of their own. */
export const UNDOABLE = ['completed', 'closed', 'cancelled', 'assigned', 'transferred'] as const
export type Undoable = (typeof UNDOABLE)[number]

/** Why somebody is on a ticket's list of people: they follow it, were added by name, or were mentioned in it. */
export const WATCH_KINDS = ['watching', 'named', 'mentioned'] as const
export type WatchKind = (typeof WATCH_KINDS)[number]

/** How a guest who was called back took it, or that nobody answered. */
export const CALL_OUTCOMES = ['content', 'not_content', 'not_reached'] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]
/** A guest is owed a call until its outcome is ticked. */
export type CallBack = 'owed' | CallOutcome

export const GUEST_NAME_MAX = 80

/** What one ticket is to another: the same matter, a duplicate of it, or what follows from it. */
export const LINK_KINDS = ['same', 'duplicate', 'follows'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

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
  /** Departments that were mentioned: whoever belongs to one now. */
  mentionedDepartmentIds: string[]
}

/** Who may see a ticket, as of its entry `seq`. */
export interface Sight {
  seq: number
  audience: Audience
}

/** A ticket as the screens know it. Holds nothing of the reader's own: the same bytes go to everyone who may see it. Moments are ISO 8601 in UTC. */
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
  /** Whom it is for; empty when nobody said. */
  guestName: string
  guestInRoom: boolean
  /** Null when nobody wants one. */
  callBack: CallBack | null
  status: Status
  hold: { reason: HoldReason; until: string | null; from: HeldFrom; since: string } | null
  /** Of which ticket it is a duplicate says a link, to whoever may see both. */
  cancellation: { reason: CancelReason } | null
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
  /** `previews`: of a quick reply, in each of its languages. */
  lastMessage: { authorId: string | null; preview: string; previews?: Names; at: string } | null
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

/** The answer to every change. `ticket` is null when the change took it out of the caller's sight. */
export interface Changed {
  ticket: Ticket | null
  /** The journal entry's seq; for a repeated change, that of the newest entry. */
  seq: number
}

/** A link as it is shown in one of its two tickets, to whoever may see the other as well. */
export interface TicketLink {
  ticket: Ticket
  kind: LinkKind
  /** Whether this ticket is the one that is a duplicate of, or follows, `ticket`; false when it is the other way round. */
  isFrom: boolean
  madeById: string
  madeAt: string
}

/** The answer to moving a guest: what became of each ticket and flag that was to follow. */
export interface Moved {
  tickets: ({ ticketId: string } & (
    | { changed: Changed }
    | { refusal: { code: string; message: string; params: Record<string, string | number> } }
  ))[]
  flags: { flagId: string; isMoved: boolean }[]
}

export interface LegalHold {
  reason: string
  setById: string
  setAt: string
}

/** The answer to reading one ticket: with who has read how far, for "seen by", and what it is linked with. */
export interface OpenedTicket extends ListedTicket {
  links: TicketLink[]
  /** Nothing of it is removed while there is one. */
  legalHold?: LegalHold
  readers: { personId: string; seq: number; n: number; at: string }[]
}
