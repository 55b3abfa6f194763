/** What was found so far, and what becomes of it. Pure. */
import type { Found, FoundPage } from '@/lib/history/schema'
import type { Asked } from './asked'

export interface Finding {
  /** What the last answer was about; null before the first. */
  asked: Asked | null
  items: readonly Found[]
  count: number | null
  isMore: boolean
  isBehind: boolean
  next: string | null
  error: unknown
}

export const NONE: Finding = {
  ...{ asked: null, items: [], count: null, isMore: false, isBehind: false, next: null, error: null },
}

/** With the next page behind it. */
export const joined = (before: Finding, { items, next }: FoundPage): Finding => ({
  ...before,
  items: [...before.items, ...items],
  ...{ next, error: null },
})

/** With all that was found in one of its tickets; as they are where nothing was found in it any more. */
export const withWhole = (items: readonly Found[], one: Found | undefined): Found[] =>
  items.map((found) => (found.ticket.id === one?.ticket.id ? one : found))

/** Without a ticket that its reader may not see any more. */
export const withoutTicket = (before: Finding, ticketId: string): Finding =>
  before.items.some(({ ticket }) => ticket.id === ticketId)
    ? { ...before, items: before.items.filter(({ ticket }) => ticket.id !== ticketId) }
    : before
