'use client'
import { Scale } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { useErrorText } from '@/lib/client/errors'
import { liftLegalHold } from '@/lib/client/privacy'
import { newId } from '@/lib/ids'
import { mayHoldLegally } from '@/lib/privacy/policy'
import type { LegalHold } from '@/lib/privacy/schema'
import type { Ticket } from '@/lib/tickets/schema'

/** That nothing of the ticket may be removed, since when and why; nothing where it may. */
export function LegalHoldLine({ ticket, legalHold }: { ticket: Ticket; legalHold: LegalHold | undefined }) {
  const t = useTranslations('privacy')
  const format = useFormatter()
  const names = useNames()
  const { actor } = useHotel()
  const errorText = useErrorText()
  const [id] = useState(newId)
  const [error, setError] = useState<string | null>(null)
  if (!legalHold) return null
  const { reason, setById, setAt } = legalHold
  const lift = () => liftLegalHold(ticket.id, id).catch((thrown: unknown) => setError(errorText(thrown)))
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-body">
      <span className="inline-flex min-w-0 items-start gap-2">
        <Scale aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.75] touch:size-5" />
        <span className="[overflow-wrap:anywhere]">
          {t('holdShown', { name: names.object(setById), time: format.dateTime(new Date(setAt), 'dayTime'), reason })}
        </span>
      </span>
      {mayHoldLegally(actor, ticket) ? (
        <Button size="small" onClick={() => void lift()}>
          {t('lift')}
        </Button>
      ) : null}
      {error ? (
        <p role="alert" className="text-late text-meta">
          {error}
        </p>
      ) : null}
    </div>
  )
}
