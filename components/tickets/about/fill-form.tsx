'use client'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { FormFrame } from '@/components/ui/form-frame'
import { misfits } from '@/lib/catalogue/values'
import type { Ticket } from '@/lib/tickets/schema'
import type { FormProps } from '../ticket-panel-forms/form-props'
import { TypedField } from '../typed-field'
import { textsOf, valuesIn } from './field-texts'

/** The item's own fields. Based on the ticket as the form showed it: a change by somebody else is refused once, then shown. */
export function FillForm({ ticket: current, change, onClose }: FormProps) {
  const t = useTranslations('guest.fill')
  const { catalogue } = useHotel()
  const fields = catalogue.get(current.catalogueItemId ?? '')?.fields ?? []
  const [ticket, setTicket] = useState(current)
  const drafted = (of: Ticket) => textsOf(of.fields, fields)
  const [texts, setTexts] = useState(() => drafted(ticket))
  const [isAsked, setAsked] = useState(false)
  const problems = isAsked ? misfits(fields, valuesIn(texts, fields)) : []

  if (change.error !== null && current.version > ticket.version) {
    const [before, now] = [drafted(ticket), drafted(current)]
    setTicket(current)
    // What was typed stays, the rest follows the ticket.
    setTexts(Object.fromEntries(fields.map(({ code }) => [code, carried(code, texts, before, now)])))
  }

  const problemText = (code: string) => {
    const found = problems.find((one) => one.code === code)
    return found && t(found.problem === 'missing_field' ? 'needField' : 'wrongField')
  }
  const submit = async () => {
    setAsked(true)
    const values = valuesIn(texts, fields)
    if (misfits(fields, values).length > 0) return false
    return change.run({ action: 'fill', version: ticket.version, fields: values })
  }
  return (
    <FormFrame title={t('title')} submit={t('submit')} change={change} onClose={onClose} onSubmit={submit}>
      {fields.map((field) => (
        <TypedField
          key={field.code}
          field={field}
          value={texts[field.code] ?? ''}
          error={problemText(field.code)}
          onChange={(text) => setTexts({ ...texts, [field.code]: text })}
        />
      ))}
    </FormFrame>
  )
}

type Texts = Record<string, string>

const carried = (code: string, typed: Texts, before: Texts, now: Texts): string =>
  (typed[code] === before[code] ? now[code] : typed[code]) ?? ''
