/** What was found so far, and what becomes of it. Pure. */
import type { Found, FoundPage } from '@/lib/history/schema'
import { HITS_SHOWN } from '@/lib/history/vocabulary'
import type { Asked } from './asked'

export interface Finding {
  /** What the last answer was about; null before the first. */
  asked: Asked | null
  /** Which question it answered, and at which try. */
  key: string
  tries: number
  items: readonly Found[]
  /** The tickets of which everything that was found is shown. */
  opened: ReadonlySet<string>
  count: number | null
  isMore: boolean
  isBehind: boolean
  next: string | null
  error: unknown
}

export const NONE: Finding = {
  ...{ asked: null, key: '', tries: 0, items: [], opened: new Set<string>() },
  ...{ count: null, isMore: false, isBehind: false, next: null, error: null },
}

export const isSameAnswer = (a: Finding, b: Finding): boolean => a.key === b.key && a.tries === b.tries

/** With the next page behind it. */
export const joined = (before: Finding, { items, next }: FoundPage): Finding => ({
  ...before,
  items: [...before.items, ...items],
  ...{ next, error: null },
})

/** With all that was found in one of its tickets; as it is where nothing was found in it any more. */
export const opened = (before: Finding, one: Found | undefined): Finding =>
  one === undefined
    ? before
    : { ...replaced(before, one, HITS_SHOWN.alone), opened: new Set([...before.opened, one.ticket.id]) }

/** With a ticket as it is now; without it where nothing is found in it any more. */
export function renewed(before: Finding, ticketId: string, one: Found | undefined): Finding {
  if (one === undefined) return withoutTicket(before, ticketId)
  return replaced(before, one, before.opened.has(ticketId) ? HITS_SHOWN.alone : HITS_SHOWN.among)
}

const replaced = (before: Finding, one: Found, most: number): Finding => ({
  ...before,
  items: before.items.map((found) =>
    found.ticket.id === one.ticket.id ? { ...one, hits: one.hits.slice(0, most) } : found,
  ),
})

/** Without a ticket that its reader may not see any more. */
export const withoutTicket = (before: Finding, ticketId: string): Finding =>
  before.items.some(({ ticket }) => ticket.id === ticketId)
    ? {
        ...before,
        items: before.items.filter(({ ticket }) => ticket.id !== ticketId),
        // Of "1,000+" nobody knows better.
        count: before.count === null || before.isMore ? before.count : before.count - 1,
      }
    : before
