'use client'
import { Scale } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { mayHoldLegally } from '@/lib/privacy/policy'
import type { LegalHold, Ticket } from '@/lib/tickets/schema'
import { LiftHoldForm } from './lift-hold-form'
import { useHoldWords } from './use-hold-words'

/** That nothing of the ticket may be removed, since when and why; nothing where it may. */
export function LegalHoldLine({ ticket, legalHold }: { ticket: Ticket; legalHold: LegalHold | undefined }) {
  const t = useTranslations('privacy')
  const wordsOf = useHoldWords()
  const { actor } = useHotel()
  /** The one that is asked about, whatever stands meanwhile. */
  const [lifting, setLifting] = useState<LegalHold | null>(null)
  return (
    <>
      {legalHold ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-body">
          <span className="inline-flex min-w-0 items-start gap-2">
            <Scale aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.75] touch:size-5" />
            <span className="[overflow-wrap:anywhere]">{wordsOf(legalHold)}</span>
          </span>
          {mayHoldLegally(actor, ticket) ? (
            <Button size="small" onClick={() => setLifting(legalHold)}>
              {t('lift')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {lifting ? <LiftHoldForm ticketId={ticket.id} legalHold={lifting} onClose={() => setLifting(null)} /> : null}
    </>
  )
}
