/** What requests about exports may carry. Shared. */
import { z } from 'zod'
import { historyQuery } from '@/lib/history/schema'
import { behind } from '@/lib/reports/schema'
import { dated, id, wholeNumber } from '@/lib/schema'
import { EXPORT_FORMATS, EXPORTED } from './vocabulary'

const { cursor: _, limit: __, ticket: ___, ...found } = historyQuery.shape

/** Which tickets: those that a search finds, or those behind a figure; the same words as in the screens' addresses. */
export const exportFilter = z.union([
  z.strictObject({ kind: z.literal('history'), query: z.strictObject(found) }),
  z.strictObject({ kind: z.literal('report'), query: z.strictObject(behind) }),
])

export const exportInput = z.strictObject({
  id,
  what: z.enum(EXPORTED),
  format: z.enum(EXPORT_FORMATS),
  /** Whether a CSV begins with the mark by which Excel knows UTF-8. */
  withMark: z.boolean().default(false),
  filter: exportFilter,
})
export type ExportInput = z.output<typeof exportInput>

export const exportsQuery = z.strictObject({
  /** Asked for before that moment. */
  before: dated.optional(),
  limit: wholeNumber(1, 100).default(50),
})
export type ExportsQuery = z.output<typeof exportsQuery>
