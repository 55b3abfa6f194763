/** A thread's entries and what its requests may carry. Shared. */
import { z } from 'zod'
import type { Names } from '@/lib/names'
import { type PhotoRef, photosInput } from '@/lib/photos/schema'
import { clientId, dated, id, moment, text, wholeNumber } from '@/lib/schema'
import type {
  CallOutcome,
  CancelReason,
  FieldValue,
  HoldReason,
  ReleaseReason,
  Undoable,
  WatchKind,
} from '@/lib/tickets/schema'

export const ENTRY_KINDS = ['message', 'event', 'redaction'] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** What happened, as a code with parameters: worded in the reader's language when shown. */
export type TicketEvent =
  | { code: 'opened'; params: Record<string, never> }
  | { code: 'accepted'; params: Record<string, never> }
  | { code: 'taken_over'; params: { from: string } }
  | { code: 'released'; params: { from: string | null; reason?: ReleaseReason } }
  | { code: 'started'; params: Record<string, never> }
  | { code: 'held'; params: { reason: HoldReason; until: string | null } }
  | { code: 'resumed'; params: { byClock: boolean } }
  | { code: 'completed'; params: Record<string, never> }
  | { code: 'sent_back'; params: Record<string, never> }
  | { code: 'closed'; params: { byClock: boolean } }
  | { code: 'reopened'; params: Record<string, never> }
  | { code: 'cancelled'; params: { reason: CancelReason } }
  | { code: 'assigned'; params: { to: string; from: string | null } }
  | { code: 'unassigned'; params: { from: string } }
  | { code: 'transferred'; params: { from: string; to: string; reason: string } }
  | { code: 'edited'; params: { changes: EditedField[] } }
  | { code: 'restricted'; params: { namedIds: string[] } }
  | { code: 'restriction_lifted'; params: Record<string, never> }
  | { code: 'watcher_added'; params: { personId: string; kind: WatchKind } }
  | { code: 'watcher_removed'; params: { personId: string } }
  | { code: 'guest_set'; params: { changes: GuestChange[] } }
  | { code: 'called_back'; params: { outcome: CallOutcome } }
  | { code: 'guest_moved'; params: { from: string; to: string } }
  | { code: 'filled'; params: { itemId: string | null; changes: FilledField[] } }
  /** The change that the entry `seq` tells of was taken back. */
  | { code: 'undone'; params: { change: Undoable; seq: number } }
  /** Until it is lifted, nothing of the ticket is removed: by nobody, and by no rule. */
  | { code: 'legal_hold_set'; params: { reason: string } }
  | { code: 'legal_hold_lifted'; params: Record<string, never> }
  /** In no journal: in the place of an entry that it has lost, or whose month was exported and dropped. */
  | { code: 'missing' | 'dropped'; params: Record<string, never> }

/** Why an entry no longer says what it said: a manager removed it (`seq` is the redaction's), a rule of the house stripped it of
 *  its words or erased it, or whoever wrote it has been erased. */
export type Removed =
  | { why: 'redacted'; seq: number; by: string | null; at: string; reason: string }
  | { why: 'stripped' | 'erased' | 'person'; at: string }

/** What is known of the guest now. */
export type GuestChange = { what: 'name'; to: string } | { what: 'inRoom' | 'callBack'; to: boolean }

/** A typed field of the ticket's catalogue item; null where nothing is filled in. */
export interface FilledField {
  code: string
  from: FieldValue | null
  to: FieldValue | null
}

export interface EditedField {
  field: 'placeId' | 'summary' | 'quantity' | 'fields' | 'priority' | 'dueAt'
  from: FieldValue | Record<string, FieldValue> | null
  to: FieldValue | Record<string, FieldValue> | null
}

export interface MessageBody {
  /** Empty when photos say it all. */
  text: string
  /** People mentioned in it. */
  mentions?: string[]
  /** Departments mentioned in it. */
  departments?: string[]
  /** The same in every language that the quick reply was written in, as it was written then; `text` is one of them. */
  reply?: { id: string; texts: Names }
  photos?: PhotoRef[]
  removed?: Removed
}

interface EntryBase {
  ticketId: string
  /** Counts the ticket's entries from 1 without holes. */
  seq: number
  /** Made by the client that wrote it. */
  id: string
  /** Null when the clock did it. */
  authorId: string | null
  /** How many messages the thread has up to and including this entry. */
  n: number
  /** When it happened on the device, offset-corrected, ISO 8601 in UTC. */
  at: string
  /** It is not what was written: its digest does not hold. */
  damaged?: true
}

/** One entry of a ticket's thread. */
export type Entry =
  | (EntryBase & { kind: 'message'; body: MessageBody })
  /** `unquoted`: it no longer says what was there before, which was removed with the entry that had typed it. */
  | (EntryBase & { kind: 'event'; body: TicketEvent & { removed?: Removed; unquoted?: true } })
  /** From here on the entry `redactedSeq` says nothing, and those in `quotedIn` no longer what it had said. */
  | (EntryBase & {
      kind: 'redaction'
      body: { redactedSeq: number; reason: string; quotedIn?: number[]; removed?: Removed }
    })

export const MESSAGE_MAX = 4000

export const sendMessageInput = z
  .strictObject({
    id: clientId,
    at: moment.optional(),
    body: text(0, MESSAGE_MAX),
    /** People mentioned: a mention grants sight, except on restricted tickets. */
    mentions: z.array(id).max(20).default([]),
    /** Departments mentioned: the same for whoever belongs to one. */
    departments: z.array(id).max(10).optional(),
    /** The quick reply that it is, word for word: then it is shown in each reader's language. */
    reply: id.optional(),
    /** Uploaded before (`/api/tickets/:id/attachments`). */
    photos: photosInput.optional(),
  })
  .refine((message) => message.body !== '' || (message.photos ?? []).length > 0, {
    path: ['body'],
    message: 'must have at least 1 character, or come with a photo',
  })
export type SendMessageInput = z.output<typeof sendMessageInput>

export const threadQuery = z
  .strictObject({
    /** Entries with a greater seq, oldest first. */
    after: wholeNumber(0).optional(),
    /** Entries with a smaller seq: the newest of them, still listed oldest first. */
    before: wholeNumber(1).optional(),
    /** The entries on both sides of this one; of the nearest, where there is none. */
    around: wholeNumber(1).optional(),
    /** The entries on both sides of the first that happened at or after this moment; else of the newest. */
    since: dated.optional(),
    limit: wholeNumber(1, 200).default(50),
    /** Seconds to wait for something new when there is nothing after `after`. */
    wait: wholeNumber(0, 25).default(0),
  })
  .superRefine(({ after, before, around, since }, context) => {
    const places = Object.entries({ after, before, around, since }).filter(([, value]) => value !== undefined)
    const [[first] = [], [second] = []] = places
    if (first && second) context.addIssue({ code: 'custom', path: [second], message: `goes without "${first}"` })
  })
export type ThreadQuery = z.output<typeof threadQuery>

/** A page of a thread, oldest first and without holes. */
export interface ThreadPage {
  items: Entry[]
  /** The newest entry's seq at the time of reading. */
  lastSeq: number
  /** Pass as `before` for the page before; null at the beginning. */
  before: number | null
  /** True when `after` lies ahead of the thread: forget what you have and read it anew. */
  reset: boolean
  /** The seq that `around` or `since` led to; null in a thread without entries. */
  anchor?: number | null
}

export const readInput = z.strictObject({ seq: z.number().int().min(1) })

export const typingInput = z.strictObject({})
