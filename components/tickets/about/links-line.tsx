'use client'
import { Link2, X } from 'lucide-react'
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'
import { useTell } from '@/components/live/live-provider'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { Way } from '@/components/ui/way'
import { useErrorText } from '@/lib/client/errors'
import { unlinkTickets } from '@/lib/client/guests'
import { untilKnown } from '@/lib/client/until-known'
import type { Ticket, TicketLink } from '@/lib/tickets/schema'
import { StatusPill } from '../status-pill'

interface Props {
  ticket: Ticket
  /** Those that the reader may see; there may be others. */
  links: TicketLink[]
}

/** The tickets that this one is linked with. */
export function LinksLine({ ticket, links }: Props) {
  const t = useTranslations('guest.links')
  const tell = useTell()
  const errorText = useErrorText()
  const [error, setError] = useState<string | null>(null)
  const remove = async (otherId: string) => {
    setError(null)
    try {
      await untilKnown(() => unlinkTickets(ticket.id, otherId))
      tell({ event: 'links', data: { ticketId: ticket.id } })
    } catch (failure) {
      setError(errorText(failure))
    }
  }
  if (links.length === 0) return null
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-1">
      <ul aria-label={t('title')} className="grid grid-cols-[minmax(0,1fr)] gap-1">
        {links.map((link) => (
          <Line key={link.ticket.id} link={link} onRemove={() => void remove(link.ticket.id)} />
        ))}
      </ul>
      {error ? (
        <p role="alert" className="font-medium text-late text-meta">
          {error}
        </p>
      ) : null}
    </div>
  )
}

function Line({ link, onRemove }: { link: TicketLink; onRemove: () => void }) {
  const t = useTranslations('guest.links')
  const format = useFormatter()
  const names = useNames()
  const { placeName, what } = useHotel()
  const { ticket, kind, isFrom } = link
  const number = String(ticket.number)
  const made = t('made', {
    name: names.subject(link.madeById),
    time: format.dateTime(new Date(link.madeAt), 'dayTime'),
  })
  return (
    <li className="flex min-h-8 items-center gap-2 text-body touch:min-h-12" title={made}>
      <Link2 aria-hidden className="size-4 shrink-0 stroke-[1.75]" />
      <span className="shrink-0 text-muted">{t(isFrom ? `from.${kind}` : `to.${kind}`)}</span>
      <Way
        href={`/tickets/${ticket.id}`}
        className="flex min-w-0 items-center gap-1.5 rounded-control font-medium underline decoration-line underline-offset-4 touch:min-h-12"
      >
        <span className="shrink-0">T-{number}</span>
        <span className="truncate">{[placeName(ticket.placeId), what(ticket)].filter(Boolean).join(' ')}</span>
      </Way>
      <StatusPill status={ticket.status} />
      <button
        type="button"
        aria-label={t('remove', { number })}
        onClick={onRemove}
        className="ml-auto grid size-8 shrink-0 place-items-center rounded-control hover:bg-sunken touch:size-12"
      >
        <X aria-hidden className="size-4 stroke-[1.75] touch:size-5" />
      </button>
    </li>
  )
}
