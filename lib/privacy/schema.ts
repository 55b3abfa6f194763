/** What is removed, kept how long and erased: the vocabulary. What requests may carry is in requests.ts. Shared. */

/** Letters of why something was removed or held. */
export const REASON_MAX = 200
/** Of a rule. */
export const MONTHS_MAX = 240

export const ERASURE_KINDS = ['redacted', 'stripped', 'erased', 'person'] as const
export type ErasureKind = (typeof ERASURE_KINDS)[number]

/** `strip`: the words go, and what happened stays. `erase`: also what exactly was changed, and who had read it. */
export const RETENTION_WAYS = ['strip', 'erase'] as const
export type RetentionWay = (typeof RETENTION_WAYS)[number]

/** Of the tickets of one department that ended so many months ago, and longer. */
export interface RetentionRule {
  departmentId: string
  months: number
  way: RetentionWay
}

/** How much a rule would touch, by the month in which the tickets ended. */
export interface Touched {
  departmentId: string
  way: RetentionWay
  /** YYYY-MM, in the hotel's time zone. */
  month: string
  tickets: number
  entries: number
}

/** What the rules of `version` would touch, reckoned at `at`; `held` tickets are under legal hold and would be left out. */
export interface DryRun {
  version: number
  at: string
  touched: Touched[]
  held: number
}

export interface Retention {
  rules: RetentionRule[]
  version: number
  /** Of an older version too: it says which. */
  dryRun: DryRun | null
  /** Null while nothing is done. */
  confirmed: { by: string; at: string } | null
}

/** Where something was removed since a moment; `at` is the moment to ask from the next time. */
export interface Removals {
  ticketIds: string[]
  /** Too many to name. */
  isAll: boolean
  at: string
}
