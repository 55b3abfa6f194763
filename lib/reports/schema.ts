/** What reports are asked for and what they answer. Shared. */
import { z } from 'zod'
import { dated, id, wholeNumber } from '@/lib/schema'
import type { ListedTicket } from '@/lib/tickets/schema'

/** What tickets are put together by. */
export const DIMENSIONS = ['department', 'place', 'floor', 'item', 'person', 'shift'] as const
export type Dimension = (typeof DIMENSIONS)[number]

/** Sets of tickets: each figure counts one of them, or comes from it. */
export const MEASURES = [
  'opened',
  'accepted',
  'answered',
  'done',
  'held',
  'hit',
  'late',
  'ended',
  'reopened',
  'faults',
] as const
export type Measure = (typeof MEASURES)[number]

/** Stands for tickets that have no such thing: no place, nobody. */
export const NONE = 'none'

const listOf = <T extends z.ZodType<unknown, string>>(item: T) =>
  z
    .string()
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(item).min(1).max(20))
const idOrNone = z.union([id, z.literal(NONE)])

/** Which tickets: those opened in a period, narrowed. */
const which = {
  /** Opened at that moment or later. */
  since: dated,
  /** Opened before that moment. */
  until: dated,
  department: listOf(id).optional(),
  /** It, or one that lies in it. */
  place: listOf(id).optional(),
  item: listOf(idOrNone).optional(),
  person: listOf(idOrNone).optional(),
  shift: listOf(z.string().regex(/^[a-z][a-z0-9_]{0,31}$/)).optional(),
}

const isForward = ({ since, until }: { since: string; until: string }) => new Date(since) < new Date(until)
const BACKWARD = { path: ['until'], message: 'must be after "since"' }

export const reportQuery = z
  .strictObject({
    ...which,
    by: z.enum(DIMENSIONS),
    /** The period before it begins here and ends where this one begins; as long as this one unless it says otherwise. */
    against: dated.optional(),
  })
  .refine(isForward, BACKWARD)
  .refine(({ since, against }) => against === undefined || new Date(against) < new Date(since), {
    path: ['against'],
    message: 'must be before "since"',
  })
export type ReportQuery = z.output<typeof reportQuery>

export const volumeQuery = z.strictObject(which).refine(isForward, BACKWARD)
export type VolumeQuery = z.output<typeof volumeQuery>

/** Which tickets stand behind one figure. */
export const behind = {
  ...which,
  measure: z.enum(MEASURES).default('opened'),
  /** The very place, or floor: not what lies in it. */
  at: idOrNone.optional(),
  floor: idOrNone.optional(),
  weekday: wholeNumber(1, 7).optional(),
  hour: wholeNumber(0, 23).optional(),
}
export const behindQuery = z
  .strictObject({ ...behind, cursor: wholeNumber(1, 999_999_999).optional(), limit: wholeNumber(1, 50).default(25) })
  .refine(isForward, BACKWARD)
export type BehindQuery = z.output<typeof behindQuery>
/** The same, without which page of it. */
export type Behind = Omit<BehindQuery, 'cursor' | 'limit'>

/** Seconds; null of no ticket. A percentile is a value that a ticket has: at least that share of them is no greater. */
export interface Spread {
  count: number
  mean: number | null
  median: number | null
  p90: number | null
}

export interface Figures {
  opened: number
  /** From opening until somebody had it. */
  accept: Spread
  /** Until somebody else than its opener wrote in it. */
  answer: Spread
  /** Until it was done. */
  done: Spread
  /** Of what was done: how many were on hold meanwhile, and for what share of the time of all that were done. */
  hold: { held: number; share: number | null }
  /** Of what was done. */
  target: { hit: number; late: number }
  /** Of what was closed or cancelled. */
  reopen: { ended: number; reopened: number }
}

export interface ReportRow {
  /** An id, or a shift's code; `none` for tickets without. */
  key: string
  now: Figures
  before: Figures
}

export interface Report {
  total: { now: Figures; before: Figures }
  /** Those with most tickets first. */
  rows: ReportRow[]
  /** Moments between which the earlier period lies. */
  before: { since: string; until: string }
  /** Whether there are tickets whose figures are still being made: after an upgrade, for up to an hour. */
  isBehind: boolean
}

/** By the hotel's clock when they were opened. Hours without tickets are absent. */
export interface Volume {
  cells: { weekday: number; hour: number; opened: number }[]
  isBehind: boolean
}

/** The same item asked for in the same place more than once, without what was cancelled. */
export interface Repeats {
  /** The most often first, up to 100. */
  rows: { placeId: string; itemId: string; faults: number; lastOpenedAt: string }[]
  isBehind: boolean
}

export interface BehindPage {
  /** The tickets that were opened last come first. */
  items: ListedTicket[]
  /** All of them, exactly. */
  count: number
  next: number | null
  isBehind: boolean
}
