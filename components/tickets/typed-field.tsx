'use client'
import { useLocale, useTranslations } from 'next-intl'
import { Field } from '@/components/ui/field'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import type { CatalogueField } from '@/lib/catalogue/schema'
import { nameIn } from '@/lib/names'

const INPUT = {
  text: { type: 'text' },
  number: { type: 'text', inputMode: 'decimal' },
  money: { type: 'text', inputMode: 'decimal' },
  date: { type: 'date' },
} as const

interface Props {
  field: CatalogueField
  /** As typed. */
  value: string
  error?: string
  /** By which a form finds it again. */
  control?: string
  onChange: (text: string) => void
}

/** One of an item's own fields: a complaint's severity, where a lost thing was left. */
export function TypedField({ field, value, error, control, onChange }: Props) {
  const t = useTranslations('newTicket')
  const locale = useLocale()
  const name = nameIn(locale, field.names)
  const options =
    field.type === 'yes_no'
      ? [
          { value: 'yes', label: t('yes') },
          { value: 'no', label: t('no') },
        ]
      : (field.choices ?? []).map(({ code, names }) => ({ value: code, label: nameIn(locale, names) }))
  return (
    <Field label={field.required ? name : `${name} (${t('optional')})`} error={error}>
      {(given) =>
        field.type === 'choice' || field.type === 'yes_no' ? (
          <Select
            {...given}
            data-control={control}
            value={value}
            onChange={onChange}
            options={options}
            placeholder={t('choose')}
          />
        ) : (
          <Input
            {...given}
            {...INPUT[field.type]}
            data-control={control}
            autoComplete="off"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )
      }
    </Field>
  )
}
