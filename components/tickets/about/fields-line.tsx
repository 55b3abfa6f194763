'use client'
import { Pencil } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { nameIn } from '@/lib/names'
import { may } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'
import { valueText } from '@/lib/words/value-text'

/** The item's own fields, filled in or not. */
export function FieldsLine({ ticket, onFill }: { ticket: Ticket; onFill: () => void }) {
  const t = useTranslations('guest.about')
  const words = useTranslations('ticket')
  const locale = useLocale()
  const { actor, catalogue } = useHotel()
  const fields = catalogue.get(ticket.catalogueItemId ?? '')?.fields ?? []
  if (fields.length === 0) return null
  return (
    <div className="flex items-start justify-between gap-3 rounded-card border border-line px-4 py-2.5 short:py-1">
      <dl className="flex min-w-0 flex-wrap gap-x-8 gap-y-2 text-body short:gap-x-6 short:gap-y-0.5 short:py-1">
        {fields.map((field) => {
          const value = ticket.fields[field.code]
          return (
            <div
              key={field.code}
              className="grid min-w-0 short:flex short:flex-wrap short:items-baseline short:gap-x-2"
            >
              <dt className="text-meta text-muted">{nameIn(locale, field.names)}</dt>
              <dd className="[overflow-wrap:anywhere]">
                {value === undefined || value === '' ? (
                  <span className="text-muted">{t('empty')}</span>
                ) : (
                  valueText(value, { field, locale, yes: words('yes'), no: words('no') })
                )}
              </dd>
            </div>
          )
        })}
      </dl>
      {may(actor, ticket, 'fill') ? (
        <Button tone="quiet" size="small" className="-mr-2 shrink-0" onClick={onFill}>
          <Pencil aria-hidden />
          {t('fill')}
        </Button>
      ) : null}
    </div>
  )
}
