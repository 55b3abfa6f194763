/** What travels from a commit to the screens: the bus record between processes, and the events of `/api/live`. What a stream is asked with
 *  is in query.ts. Shared. */
import type { Entry, MessageBody } from '@/lib/chat/schema'
import type { Standing } from '@/lib/duty/schema'
import type { Names } from '@/lib/names'
import type { PlaceFlags } from '@/lib/places/schema'
import type { Audience, Ticket } from '@/lib/tickets/schema'

/** What a journal entry keeps so that anyone can publish it later, however late. */
export interface Delivery {
  /** Who could see the ticket before this entry; null when it did not exist. */
  before: Audience | null
  after: Audience
  /** Who could see the ticket when this entry was published, if that was late: it may have gone on since. Not kept. */
  latest?: Audience
  /** The access version its transaction saw: a hub that knows an older one reloads its people before it delivers. */
  accessVersion: number
  /** The ticket after this entry, when anything but its thread changed; null for a plain message. */
  ticket: Ticket | null
}

/** One record of the bus. */
export type BusRecord =
  | { type: 'entry'; entry: Entry; delivery: Delivery }
  /** Somebody's role, membership, account or session changed. */
  | { type: 'access'; accessVersion: number }

/** A journal entry on its way to the screens. */
export type EntryRecord = Extract<BusRecord, { type: 'entry' }>

/** A message in a line: as it was written, and, of a quick reply, in each of its languages. */
export interface Previewed {
  preview: string
  previews?: Names
}

/** How a stream or the board lost its place: fetch it again. */
export type ResetReason = 'gap' | 'ahead' | 'access' | 'engine_down' | 'engine_up'

/** The events of `/api/live` by name. */
export interface LiveEvents {
  /** `personId` is whose stream it is: a page of somebody else must not go on. */
  hello: {
    connection: string
    personId: string
    heartbeatMs: number
    serverTime: string
    engine: 'up' | 'down'
    /** Whoever may have missed something reads its list anew within this time; 0: at once. */
    listWithinMs: number
  }
  entry: Entry
  /** A new message in a visible ticket that this stream does not have open. */
  activity: { ticketId: string; seq: number; n: number; authorId: string | null; at: string } & Previewed
  ticket: Ticket
  gone: { ticketId: string; seq: number }
  typing: { ticketId: string; personId: string }
  /** Who has the ticket open now: everyone, or `MOST_PRESENT` of more. */
  presence: { ticketId: string; personIds: string[] }
  /** A message of one's own, of this `seq`, has reached a device of this person. */
  delivered: { ticketId: string; personId: string; seq: number; at: string }
  read: { ticketId: string; personId: string; seq: number; n: number; at: string }
  /** How somebody stands to today's work, since `asOf`. */
  duty: Standing
  /** The flags that a place carries, since `asOf`. */
  flags: PlaceFlags
  /** The links of a ticket have changed, for a reader who may see both ends: ask for them. */
  links: { ticketId: string }
  /** `withinMs` as in hello; absent: at once. */
  reset:
    | { scope: 'board'; reason: ResetReason; withinMs?: number }
    | { scope: 'ticket'; ticketId: string; reason: ResetReason }
  heartbeat: { serverTime: string }
  bye: { retryMs: number; reason: 'shutdown' | 'rotate' | 'signed_out' }
}
export type LiveEventName = keyof LiveEvents
export type LiveEvent = { [Name in LiveEventName]: { event: Name; data: LiveEvents[Name] } }[LiveEventName]

/** What may be lost and is about a ticket: the audience goes with it and the hub filters. */
export type TicketEphemeral =
  | { event: 'typing'; data: LiveEvents['typing']; audience: Audience }
  | { event: 'presence'; data: LiveEvents['presence']; audience: Audience }
  /** `authorId` is whose message it is. */
  | { event: 'delivered'; data: LiveEvents['delivered']; audience: Audience; authorId: string }
  | { event: 'read'; data: LiveEvents['read']; audience: Audience }
  /** `other` is the linked ticket's. */
  | { event: 'links'; data: LiveEvents['links']; audience: Audience; other: Audience }

/** About no ticket: who is on duty, and what places carry, everybody signed in may know. */
export type HouseEphemeral = { event: 'duty'; data: LiveEvents['duty'] } | { event: 'flags'; data: LiveEvents['flags'] }

/** What may be lost, on the Pub/Sub channels. */
export type Ephemeral = TicketEphemeral | HouseEphemeral

export const isOfHouse = (said: { event: string }): said is HouseEphemeral =>
  said.event === 'duty' || said.event === 'flags'

export const MAX_OPEN_TICKETS = 50
/** So many are told to be in one ticket. All of a crowd, told to all of it, would be the square of it. */
export const MOST_PRESENT = 12
export const PREVIEW_LENGTH = 140

/** The first line's worth of a message, for a list row; empty for a photo without words. */
export const previewOf = (body: string): string => {
  const flat = body.replace(/\s+/g, ' ')
  return [...flat].length > PREVIEW_LENGTH ? `${[...flat].slice(0, PREVIEW_LENGTH - 1).join('')}…` : flat
}

export const previewsOf = ({ text, reply }: MessageBody): Previewed => ({
  preview: previewOf(text),
  ...(reply && {
    previews: Object.fromEntries(Object.entries(reply.texts).map(([language, words]) => [language, previewOf(words)])),
  }),
})
