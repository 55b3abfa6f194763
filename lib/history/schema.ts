/** Searching everything one may see: what is asked and what is answered. Shared. */
import { z } from 'zod'
import type { Entry } from '@/lib/chat/schema'
import { dated, id, line, wholeNumber } from '@/lib/schema'
import { type ListedTicket, STATUSES } from '@/lib/tickets/schema'
import { HAVINGS } from './vocabulary'

/** Counted exactly so far; beyond it is "1,000+". */
export const COUNT_MAX = 1_000

const listOf = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(item).min(1).max(20))

export const historyQuery = z.strictObject({
  /** Words and parts of words, or a ticket's number as "T-4127" or "4127". */
  q: line(0, 200).default(''),
  /** Or one that lies in it: a room of the floor. */
  place: listOf(id).optional(),
  /** Who opened it, has it, or wrote in it. */
  person: listOf(id).optional(),
  department: listOf(id).optional(),
  item: listOf(id).optional(),
  state: listOf(z.enum(STATUSES)).optional(),
  /** Opened at that moment or later. */
  since: dated.optional(),
  /** Opened before that moment. */
  until: dated.optional(),
  /** All of them. With `photo`, what is searched is in a photo's message. */
  has: listOf(z.enum(HAVINGS)).optional(),
  /** This one alone, with many of its entries. */
  ticket: id.optional(),
  /** In what these people have written. */
  from: listOf(id).optional(),
  cursor: z.string().max(20).optional(),
  limit: wholeNumber(1, 50).default(25),
})
export type HistoryQuery = z.output<typeof historyQuery>

export interface Found extends ListedTicket {
  /** Its newest entries in which words were found, the newest first; none where only the ticket itself says them. */
  hits: Entry[]
  /** How many there are of those. */
  hitCount: number
}

export interface FoundPage {
  /** The tickets that were opened last come first. */
  items: Found[]
  /** On the first page only: how many tickets there are, up to 1,000. */
  count: number | null
  /** Whether there are more than it says. */
  isMore: boolean
  next: string | null
  /** Whether there are tickets that cannot be found yet: after an upgrade, for up to an hour. */
  isBehind: boolean
}
