'use client'
import { useTranslations } from 'next-intl'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from './board-provider'
import { StatusPill } from './status-pill'

/** What the board already knows of a ticket, until its page is here. */
export function OpeningTicket({ ticketId }: { ticketId: string }) {
  const t = useTranslations('shell')
  const { placeName, what } = useHotel()
  const ticket = useBoard().board.rows.get(ticketId)?.ticket
  return (
    <div aria-busy className="flex h-full flex-col gap-3 px-6 pt-5">
      <p role="status" className="sr-only">
        {t('loading')}
      </p>
      {ticket ? (
        <>
          <p className="font-strong text-figure tracking-tight">{placeName(ticket.placeId) || what(ticket)}</p>
          <p className="flex items-center gap-2 font-medium text-body">
            {ticket.placeId === null ? null : what(ticket)}
            <StatusPill status={ticket.status} />
          </p>
        </>
      ) : null}
    </div>
  )
}
