'use client'
import { ClockAlert } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { ApiError } from '@/lib/client/api'
import { useErrorText } from '@/lib/client/errors'
import type { Trouble } from '@/lib/client/outbox-errands'
import type { Outgoing } from '@/lib/client/outgoing'
import type { Ticket } from '@/lib/tickets/schema'
import { useOutbox } from './live-provider'
import { useTroubles } from './use-troubles'

interface Props {
  /** What is known of the ticket of each. */
  ticketOf: (id: string) => Ticket | undefined
  /** Only those of this ticket. */
  only?: string | null
  /** All but those of this one, which are told elsewhere. */
  except?: string | null
  className?: string
}

/** What was done without a network and could not be done in the hotel, in words, until somebody has read it. */
export function Unsent({ ticketOf, only = null, except = null, className }: Props) {
  const t = useTranslations('offline')
  const troubles = useTroubles().filter(
    ({ item: { ticketId } }) => (only === null || ticketId === only) && ticketId !== except,
  )
  if (troubles.length === 0) return null
  return (
    <ul aria-label={t('unsent')} className={cn('grid max-h-[40dvh] shrink-0 gap-2 overflow-y-auto', className)}>
      {troubles.map((trouble) => (
        <Line key={trouble.item.id} trouble={trouble} ticket={only === null ? ticketOf(trouble.item.ticketId) : null} />
      ))}
    </ul>
  )
}

/** `ticket`: null where the ticket itself is shown. */
function Line({ trouble, ticket }: { trouble: Trouble; ticket: Ticket | null | undefined }) {
  const t = useTranslations('offline')
  const outbox = useOutbox()
  const errorText = useErrorText()
  const words = useWords()
  const { item, refusal, stopped } = trouble
  const opening = item.errand.kind === 'opening' ? item.errand.ticket : undefined
  const about = ticket === null ? undefined : (ticket ?? opening)
  return (
    <li>
      <div role="alert" className="grid gap-1 rounded-control bg-late-fill px-3 py-2 text-body text-late">
        <p className="flex items-start gap-2 font-medium">
          <ClockAlert aria-hidden className="mt-0.5 size-4 shrink-0 stroke-2" />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            {about ? <span className="font-strong">{words.ticket(about)} · </span> : null}
            {errorText(new ApiError({ status: 400, code: 'refused', ...refusal }))}
          </span>
        </p>
        <p className="pl-6 text-meta">{t('notDone', { what: words.items([item, ...stopped]) })}</p>
        <p className="flex flex-wrap justify-end gap-2">
          {opening ? (
            <Button tone="quiet" onClick={() => outbox.retry(item.id)}>
              {t('again')}
            </Button>
          ) : null}
          <Button tone="quiet" onClick={() => void outbox.errands.dismiss(item.id)}>
            {t('understood')}
          </Button>
        </p>
      </div>
    </li>
  )
}

function useWords() {
  const t = useTranslations('offline')
  const row = useTranslations('ticketRow')
  const actions = useTranslations('actions')
  const format = useFormatter()
  const { placeName, what } = useHotel()
  const word = ({ errand, text }: Outgoing) => {
    if (!errand) return text ? t('message', { text }) : row('photo')
    return errand.kind === 'opening' ? t('opening') : actions(errand.change.action)
  }
  return {
    ticket: (ticket: Ticket) => [placeName(ticket.placeId), what(ticket)].filter(Boolean).join(' '),
    items: (items: readonly Outgoing[]) => format.list(items.map(word)),
  }
}
