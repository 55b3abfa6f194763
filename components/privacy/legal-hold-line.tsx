'use client'
import { Scale } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { mayHoldLegally } from '@/lib/privacy/policy'
import type { LegalHold } from '@/lib/privacy/schema'
import type { Ticket } from '@/lib/tickets/schema'

interface Props {
  ticket: Ticket
  legalHold: LegalHold | undefined
  /** Asks whether it is to be lifted. */
  onLift: () => void
}

/** That nothing of the ticket may be removed, since when and why; nothing where it may. */
export function LegalHoldLine({ ticket, legalHold, onLift }: Props) {
  const t = useTranslations('privacy')
  const format = useFormatter()
  const names = useNames()
  const { actor } = useHotel()
  if (!legalHold) return null
  const { reason, setById, setAt } = legalHold
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-body">
      <span className="inline-flex min-w-0 items-start gap-2">
        <Scale aria-hidden className="mt-0.5 size-4 shrink-0 stroke-[1.75] touch:size-5" />
        <span className="[overflow-wrap:anywhere]">
          {t('holdShown', { name: names.object(setById), time: format.dateTime(new Date(setAt), 'dayTime'), reason })}
        </span>
      </span>
      {mayHoldLegally(actor, ticket) ? (
        <Button size="small" onClick={onLift}>
          {t('lift')}
        </Button>
      ) : null}
    </div>
  )
}
