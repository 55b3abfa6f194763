/** Whether values fit an item's typed fields, by a schema made from their definition: the form asks before it sends, the server
 *  in any case. Pure and shared. */
import { z } from 'zod'
import type { FieldValues } from '@/lib/tickets/schema'
import type { CatalogueField } from './schema'

export type FieldProblem = 'unknown_field' | 'missing_field' | 'wrong_field_type'

const TEXT_MAX = 2_000

export interface Misfit {
  code: string
  problem: FieldProblem
}

/** The fields that do not fit, each once, in their order, and why. Empty text counts as not filled in. */
export function misfits(fields: readonly CatalogueField[], values: FieldValues): Misfit[] {
  const known = new Set(fields.map(({ code }) => code))
  const unknown = Object.keys(values).find((code) => !known.has(code))
  if (unknown !== undefined) return [{ code: unknown, problem: 'unknown_field' }]
  const filled = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
  const issues = schemaOf(fields).safeParse(filled).error?.issues ?? []
  const codes = new Set(issues.map(({ path }) => String(path[0])))
  return [...codes].map((code) => ({ code, problem: code in filled ? 'wrong_field_type' : 'missing_field' }))
}

const made = new WeakMap<readonly CatalogueField[], z.ZodType>()

/** Made once for a definition: zod compiles it when it first parses. */
function schemaOf(fields: readonly CatalogueField[]): z.ZodType {
  const known = made.get(fields)
  if (known) return known
  const shape = fields.map((field) => [field.code, field.required ? typeOf(field) : typeOf(field).optional()])
  const schema = z.strictObject(Object.fromEntries(shape))
  made.set(fields, schema)
  return schema
}

function typeOf({ type, choices = [] }: CatalogueField): z.ZodType {
  switch (type) {
    case 'text':
      return z.string().max(TEXT_MAX)
    case 'number':
      return z.number()
    case 'money':
      return z.number().gt(-1e9).lt(1e9).refine(isCents)
    case 'choice':
      return z.enum(choices.map(({ code }) => code))
    case 'date':
      return z.iso.date()
    case 'yes_no':
      return z.boolean()
  }
}

const isCents = (value: number) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6
