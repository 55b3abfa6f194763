/** The value of a typed field in the reader's words. Shared, and pure. */
import type { CatalogueField } from '@/lib/catalogue/schema'
import { nameIn } from '@/lib/names'
import type { FieldValue } from '@/lib/tickets/schema'

interface Words {
  /** Undefined where the item no longer has it. */
  field: CatalogueField | undefined
  locale: string
  yes: string
  no: string
}

export function valueText(value: FieldValue, { field, locale, yes, no }: Words): string {
  if (typeof value === 'boolean') return value ? yes : no
  const choice = field?.choices?.find((one) => one.code === value)
  if (choice) return nameIn(locale, choice.names)
  return field?.type === 'money' ? Number(value).toLocaleString(locale, { minimumFractionDigits: 2 }) : String(value)
}
