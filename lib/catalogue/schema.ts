/** What can be asked for. Shared. */
import { z } from 'zod'
import { type Names, names } from '@/lib/schema'
import type { Priority } from '@/lib/tickets/schema'

/** A typed field of a catalogue item: a complaint's severity, where a lost item is stored. */
export const catalogueField = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  names,
  type: z.enum(['text', 'number', 'money', 'choice', 'date', 'yes_no']),
  required: z.boolean(),
  choices: z.array(z.strictObject({ code: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/), names })).optional(),
})
export type CatalogueField = z.output<typeof catalogueField>

export interface CatalogueItem {
  id: string
  code: string
  names: Names
  /** Other words people use for it, any language, lower case: "handtuch", "bath towel". */
  keywords: string[]
  departmentId: string
  priority: Priority
  /** Minutes from opening until it is due. */
  minutes: number
  /** Whether asking for several makes sense: towels ×4, but not lift stuck ×2. */
  countable: boolean
  fields: CatalogueField[]
}
