/** Whether values fit an item's typed fields. Pure and shared: the form asks before it sends, the server in any case. */
import type { FieldValue, FieldValues } from '@/lib/tickets/schema'
import type { CatalogueField } from './schema'

export type FieldProblem = 'unknown_field' | 'missing_field' | 'wrong_field_type'

const TEXT_MAX = 2_000

/** The first field that does not fit, and why; null when all do. Empty text counts as not filled in. */
export function misfit(
  fields: readonly CatalogueField[],
  values: FieldValues,
): { code: string; problem: FieldProblem } | null {
  for (const code of Object.keys(values))
    if (!fields.some((field) => field.code === code)) return { code, problem: 'unknown_field' }
  for (const field of fields) {
    const value = values[field.code]
    const isEmpty = value === undefined || value === ''
    if (isEmpty && field.required) return { code: field.code, problem: 'missing_field' }
    if (!isEmpty && !fits(field, value)) return { code: field.code, problem: 'wrong_field_type' }
  }
  return null
}

function fits(field: CatalogueField, value: FieldValue): boolean {
  switch (field.type) {
    case 'text':
      return typeof value === 'string' && value.length <= TEXT_MAX
    case 'number':
      return typeof value === 'number' && Number.isFinite(value)
    case 'money':
      return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e9 && isCents(value)
    case 'choice':
      return (field.choices ?? []).some((choice) => choice.code === value)
    case 'date':
      return typeof value === 'string' && isDay(value)
    case 'yes_no':
      return typeof value === 'boolean'
  }
}

const isCents = (value: number) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6

/** A day of the calendar as YYYY-MM-DD. */
function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false
  const day = new Date(`${value}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}
