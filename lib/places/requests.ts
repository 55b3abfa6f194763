/** What each request about a place may carry. Shared. */
import { z } from 'zod'
import { line, plannedMoment } from '@/lib/schema'
import { FLAG_KINDS, FLAG_NOTE_LENGTH } from './schema'

/** A note says something; beside the other kinds there may be something to say. */
export const flagInput = z
  .strictObject({
    kind: z.enum(FLAG_KINDS),
    note: line(0, FLAG_NOTE_LENGTH).default(''),
    until: plannedMoment,
  })
  .refine(({ kind, note }) => kind !== 'note' || note !== '', { path: ['note'], message: 'must say something' })
export type FlagInput = z.output<typeof flagInput>
