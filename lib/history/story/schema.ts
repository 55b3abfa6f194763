/** A ticket's story: its entries, who had read how far, and who was alerted, each with when the hotel knew of it and on which
 *  device it happened. Shared. */
import { z } from 'zod'
import type { Entry } from '@/lib/chat/schema'
import { wholeNumber } from '@/lib/schema'
import type { HeldFrom, HoldReason, Status, Ticket } from '@/lib/tickets/schema'

interface Witnessed {
  /** What people call the device: an enrolled one's name, else "Chrome on Windows"; null when the clock did it. */
  device: string | null
}

/** An entry, and when the server received it (ISO 8601 in UTC): later than `at` when it was written without a network. */
export type StoryEntry = Entry & Witnessed & { receivedAt: string }

/** Somebody has read the thread up to `seq`. */
export interface StoryRead extends Witnessed {
  id: number
  personId: string
  seq: number
  at: string
}

/** A device without an open page was told that the ticket calls for its person. */
export interface StoryAlert extends Witnessed {
  personId: string
  at: string
}

/** How the ticket was after its entry `seq`: what no later entry tells. Before that nothing is known of it any more. */
export interface Opening {
  seq: number
  status: Status
  heldFrom: HeldFrom | null
  holdReason: HoldReason | null
  assigneeId: string | null
  /** Nobody's change tells: who restricts a ticket anew names more people. */
  restricted: boolean
}

/** A page of a story, oldest first. The pages of a story together hold each of its entries, reads and alerts once. */
export interface StoryPage {
  /** As it is now. */
  ticket: Ticket
  /** The first entry's seq: 1, or more where older ones were exported and dropped with their months. */
  begins: number
  /** That of the first entry, or of the first one that is left and tells enough. */
  opening: Opening
  /** Without holes: where one is missing stands a note of that. */
  entries: StoryEntry[]
  reads: StoryRead[]
  /** All of them come with the first page. Kept for a day. */
  alerts: StoryAlert[]
  next: string | null
}

export const STORY_PAGE = 500

export const storyQuery = z.strictObject({
  cursor: z
    .string()
    .regex(/^\d{1,9}_\d{1,14}_\d{1,15}$/, 'must be what a page gave')
    .optional(),
  /** Entries, and as many reads. */
  limit: wholeNumber(1, STORY_PAGE).default(200),
})
export type StoryQuery = z.output<typeof storyQuery>
