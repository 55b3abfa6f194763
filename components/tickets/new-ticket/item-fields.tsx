'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { CatalogueField } from '@/lib/catalogue/schema'
import { nameIn } from '@/lib/schema'
import { controlOf } from './control'
import type { NewTicket } from './use-new-ticket'
import { useTroubleText } from './use-trouble-text'

const INPUT = {
  text: { type: 'text' },
  number: { type: 'text', inputMode: 'decimal' },
  money: { type: 'text', inputMode: 'decimal' },
  date: { type: 'date' },
} as const

/** The item's own fields: a complaint's severity, where a lost thing was left. */
export function ItemFields({ form }: { form: NewTicket }) {
  const t = useTranslations('newTicket')
  const locale = useLocale()
  const troubleText = useTroubleText(form)
  const { fields } = form.understood
  if (fields.length === 0) return null

  const optionsOf = (field: CatalogueField) =>
    field.type === 'yes_no'
      ? [
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]
      : (field.choices ?? []).map(({ code, names }) => ({ value: code, label: nameIn(locale, names) }))

  return (
    <div className="grid grid-cols-2 gap-x-3 gap-y-4 max-sm:grid-cols-1">
      {fields.map((field) => {
        const value = form.draft.fields[field.code] ?? ''
        const set = (text: string) => form.change({ fields: { ...form.draft.fields, [field.code]: text } })
        const control = controlOf(`fields.${field.code}`)
        const name = nameIn(locale, field.names)
        const label = field.required ? name : `${name} (${t('optional')})`
        return (
          <Field key={field.code} label={label} error={troubleText(`fields.${field.code}`)}>
            {(given) =>
              field.type === 'choice' || field.type === 'yes_no' ? (
                <Select
                  {...given}
                  data-control={control}
                  value={value}
                  onChange={set}
                  options={optionsOf(field)}
                  placeholder={t('choose')}
                />
              ) : (
                <Input
                  {...given}
                  {...INPUT[field.type]}
                  data-control={control}
                  autoComplete="off"
                  value={value}
                  onChange={(event) => set(event.target.value)}
                />
              )
            }
          </Field>
        )
      })}
    </div>
  )
}
