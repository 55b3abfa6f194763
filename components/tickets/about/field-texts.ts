/** An item's fields as they are typed, and what that is. Pure. */
import type { CatalogueField } from '@/lib/catalogue/schema'
import type { FieldValues } from '@/lib/tickets/schema'

/** Typed values of the item's fields; what is empty is left out, what cannot be read stays text and is refused. */
export function valuesIn(texts: Readonly<Record<string, string>>, fields: readonly CatalogueField[]): FieldValues {
  const values: FieldValues = {}
  for (const { code, type } of fields) {
    const text = texts[code]?.trim() ?? ''
    if (text === '') continue
    if (type === 'yes_no') values[code] = text === 'yes'
    else if (type === 'number' || type === 'money') values[code] = numberIn(text) ?? text
    else values[code] = text
  }
  return values
}

export function textsOf(values: FieldValues, fields: readonly CatalogueField[]): Record<string, string> {
  return Object.fromEntries(
    fields.map(({ code }) => {
      const value = values[code]
      return [code, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value ?? '')]
    }),
  )
}

function numberIn(text: string): number | null {
  const number = Number(text.replace(',', '.'))
  return Number.isFinite(number) ? number : null
}
