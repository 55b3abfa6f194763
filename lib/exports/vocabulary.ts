/** What is exported, and what is known of each export, as it travels. Holds no zod, so that a screen need not load it. Shared. */
import type { HistoryQuery } from '@/lib/history/schema'
import type { Behind } from '@/lib/reports/schema'

/** One row a ticket, or one row an entry of its thread. */
export const EXPORTED = ['tickets', 'entries'] as const
export type ExportedWhat = (typeof EXPORTED)[number]
export const EXPORT_FORMATS = ['csv', 'jsonl'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]
export type ExportOutcome = 'finished' | 'broken_off'
/** Those that a search finds, or those behind a figure. */
export type ExportFilter =
  | { kind: 'history'; query: Omit<HistoryQuery, 'cursor' | 'limit' | 'ticket'> }
  | { kind: 'report'; query: Behind }

/** Moments are ISO 8601 in UTC. Of somebody else's only a manager is told what it was narrowed to and how many rows it has: who sees
 *  less would learn from that of what they may not see. */
export interface Export {
  id: string
  personId: string
  what: ExportedWhat
  format: ExportFormat
  filter: ExportFilter | null
  timeZone: string
  total: number | null
  rows: number | null
  askedAt: string
  endedAt: string | null
  /** `asked`: its file has not been taken yet. */
  state: 'asked' | 'running' | ExportOutcome
}

export interface ExportsPage {
  items: Export[]
  next: string | null
}
