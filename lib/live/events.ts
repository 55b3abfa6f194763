/** What travels from a commit to the screens: the bus record between processes, and the events of `/api/live`. Shared. */
import { z } from 'zod'
import type { Entry } from '@/lib/chat/schema'
import { id } from '@/lib/schema'
import type { Audience, Ticket } from '@/lib/tickets/schema'

/** What a journal entry keeps so that anyone can publish it later, however late. */
export interface Delivery {
  /** Who could see the ticket before this entry; null when it did not exist. */
  before: Audience | null
  after: Audience
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

/** How a stream or the board lost its place: fetch it again. */
export type ResetReason = 'gap' | 'ahead' | 'access' | 'engine_down' | 'engine_up'

/** The events of `/api/live` by name. */
export interface LiveEvents {
  /** `personId` is whose stream it is: a page of somebody else must not go on. */
  hello: { connection: string; personId: string; heartbeatMs: number; serverTime: string; engine: 'up' | 'down' }
  entry: Entry
  /** A new message in a visible ticket that this stream does not have open. */
  activity: { ticketId: string; seq: number; n: number; authorId: string | null; preview: string; at: string }
  ticket: Ticket
  gone: { ticketId: string; seq: number }
  typing: { ticketId: string; personId: string }
  /** Everyone who has the ticket open now. */
  presence: { ticketId: string; personIds: string[] }
  /** A message up to `seq` has reached a device of this person, who is not its author. */
  delivered: { ticketId: string; personId: string; seq: number; at: string }
  read: { ticketId: string; personId: string; seq: number; n: number; at: string }
  reset: { scope: 'board'; reason: ResetReason } | { scope: 'ticket'; ticketId: string; reason: ResetReason }
  heartbeat: { serverTime: string }
  bye: { retryMs: number; reason: 'shutdown' | 'rotate' | 'slow' | 'signed_out' }
}
export type LiveEventName = keyof LiveEvents
export type LiveEvent = { [Name in LiveEventName]: { event: Name; data: LiveEvents[Name] } }[LiveEventName]

/** What may be lost, on the Pub/Sub channels: the audience goes with it and the hub filters. */
export type Ephemeral =
  | { event: 'typing'; data: LiveEvents['typing']; audience: Audience }
  | { event: 'presence'; data: LiveEvents['presence']; audience: Audience }
  | { event: 'delivered'; data: LiveEvents['delivered']; audience: Audience }
  | { event: 'read'; data: LiveEvents['read']; audience: Audience }

export const MAX_OPEN_TICKETS = 50
export const PREVIEW_LENGTH = 140

/** `open=<ticketId>:<seq>,…`: the tickets this browser has open, each with the newest seq it holds. */
export const liveQuery = z.strictObject({
  open: z
    .string()
    .default('')
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(z.string()).max(MAX_OPEN_TICKETS))
    .transform((items, context) =>
      items.map((item) => {
        const [ticketId, seq, ...rest] = item.split(':')
        const parsed = z.object({ ticketId: id, seq: z.coerce.number().int().min(0) }).safeParse({ ticketId, seq })
        if (!parsed.success || rest.length > 0) {
          context.addIssue({ code: 'custom', message: 'must be <ticketId>:<seq>, comma-separated' })
          return z.NEVER
        }
        return parsed.data
      }),
    ),
})

/** The first line's worth of a message, for a list row. */
export const previewOf = (body: string): string => {
  const flat = body.replace(/\s+/g, ' ')
  return [...flat].length > PREVIEW_LENGTH ? `${[...flat].slice(0, PREVIEW_LENGTH - 1).join('')}…` : flat
}
