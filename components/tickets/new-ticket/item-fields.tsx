'use client'
import { TypedField } from '../typed-field'
import { controlOf } from './control'
import type { NewTicket } from './use-new-ticket'
import { useTroubleText } from './use-trouble-text'

/** The item's own fields. */
export function ItemFields({ form }: { form: NewTicket }) {
  const troubleText = useTroubleText(form)
  const { fields } = form.understood
  if (fields.length === 0) return null
  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-4 max-sm:grid-cols-1">
      {fields.map((field) => (
        <TypedField
          key={field.code}
          field={field}
          value={form.draft.fields[field.code] ?? ''}
          error={troubleText(`fields.${field.code}`)}
          control={controlOf(`fields.${field.code}`)}
          onChange={(text) => form.change({ fields: { ...form.draft.fields, [field.code]: text } })}
        />
      ))}
    </div>
  )
}
