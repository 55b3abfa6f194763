'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import type { Ticket } from '@/lib/tickets/schema'
import { StatusPill } from '../status-pill'

/** What is marked, to look over once more. */
export function BulkTickets({ tickets }: { tickets: readonly Ticket[] }) {
  const t = useTranslations('bulk')
  return (
    <section
      aria-label={t('which')}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      className="max-h-48 overflow-y-auto rounded-card border border-line"
    >
      <ul className="divide-y divide-line">
        {tickets.map((ticket) => (
          <li key={ticket.id} className="flex min-h-9 items-center gap-3 px-3 py-1.5 text-body touch:min-h-12">
            <TicketName ticket={ticket} />
            <StatusPill status={ticket.status} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** "412 Towels × 4", and its number. */
export function TicketName({ ticket }: { ticket: Ticket }) {
  const t = useTranslations('ticket')
  const { placeName, what } = useHotel()
  return (
    <span className="flex min-w-0 flex-1 gap-1">
      <span className="truncate">
        <span className="font-medium">{placeName(ticket.placeId)}</span> {what(ticket)}
      </span>
      <span className="shrink-0 text-muted">· {t('number', { number: String(ticket.number) })}</span>
    </span>
  )
}
