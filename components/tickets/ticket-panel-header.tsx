'use client'
import { ArrowLeft, ChevronDown, X } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { ConnectionBadge } from '@/components/live/connection-badge'
import { useNames } from '@/components/people/use-names'
import { FlagMarks } from '@/components/places/flag-marks'
import { PlaceButton } from '@/components/places/place-button'
import { useHotel } from '@/components/shell/hotel-provider'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import type { Ticket } from '@/lib/tickets/schema'
import { DueLabel } from './due-label'
import { PriorityMark, RestrictedMark } from './marks'
import { StatusPill } from './status-pill'
import { TicketPanelDetails } from './ticket-panel-details'
import type { ChangeHandle } from './use-change'
import { WaitingMark } from './waiting-mark'

interface Props {
  ticket: Ticket
  change: ChangeHandle
  onClose?: () => void
}

/** Where, what, how it stands and who has it. */
export function TicketPanelHeader({ ticket, change, onClose }: Props) {
  const t = useTranslations('ticket')
  const [isOpen, setOpen] = useState(false)
  return (
    <header className="@container grid gap-2 border-line px-6 pt-4 pb-3 touch:border-b touch:px-4">
      <div className="flex items-start gap-x-4 max-lg:flex-wrap">
        {onClose ? (
          <Button
            tone="quiet"
            size="icon"
            aria-label={t('toBoard')}
            title={t('toBoard')}
            onClick={onClose}
            className="-mr-2 max-lg:-ml-3 lg:order-last"
          >
            <X aria-hidden className="max-lg:hidden" />
            <ArrowLeft aria-hidden className="lg:hidden" />
          </Button>
        ) : null}
        <ConnectionBadge className="ml-auto h-12 lg:hidden" />
        <Title ticket={ticket} />
      </div>
      <Facts ticket={ticket} isOpen={isOpen} onToggle={() => setOpen(!isOpen)} />
      {isOpen ? <TicketPanelDetails ticket={ticket} change={change} /> : null}
    </header>
  )
}

/** The place is the loudest; without one, what is asked for. */
function Title({ ticket }: { ticket: Ticket }) {
  const { placeName, what } = useHotel()
  const place = placeName(ticket.placeId)
  return (
    <div className="grid min-w-0 flex-1 gap-1 max-lg:basis-full">
      <h1 id={`ticket-${ticket.id}`} className="flex flex-wrap items-baseline gap-x-3 tracking-tight">
        {place && ticket.placeId ? <PlaceButton placeId={ticket.placeId} /> : null}
        <span className={cn('[overflow-wrap:anywhere]', place ? 'font-medium text-title' : 'font-strong text-figure')}>
          {what(ticket)}
        </span>
      </h1>
      {ticket.catalogueItemId !== null && ticket.summary !== '' ? (
        <p className="text-thread [overflow-wrap:anywhere]">{ticket.summary}</p>
      ) : null}
    </div>
  )
}

function Facts({ ticket, isOpen, onToggle }: { ticket: Ticket; isOpen: boolean; onToggle: () => void }) {
  const t = useTranslations('ticket')
  const { departmentName, personName } = useHotel()
  const names = useNames()
  const { assigneeId, openerId } = ticket
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-meta text-muted">
      <span className="font-medium text-text">
        {ticket.number > 0 ? t('number', { number: String(ticket.number) }) : t('unnumbered')}
      </span>
      <StatusPill status={ticket.status} />
      <WaitingMark ticketId={ticket.id} />
      <PriorityMark priority={ticket.priority} />
      {ticket.restricted ? <RestrictedMark /> : null}
      <FlagMarks placeId={ticket.placeId} />
      <DueLabel ticket={ticket} />
      <span className="@max-[34rem]:hidden">{departmentName(ticket.departmentId)}</span>
      <span className="inline-flex items-center gap-1.5">
        {assigneeId ? <Avatar name={personName(assigneeId)} /> : null}
        <span className={cn(assigneeId && 'font-medium text-text')}>
          {assigneeId ? names.subject(assigneeId) : t('nobody')}
        </span>
      </span>
      <span className="@max-[45rem]:hidden touch:@max-[48rem]:hidden">
        {t('openedBy', { name: names.object(openerId) })}
      </span>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={onToggle}
        className="-my-1 inline-flex items-center gap-1 rounded-control px-1.5 py-1 font-medium text-text hover:bg-sunken touch:-mx-3 touch:min-h-12 touch:px-3"
      >
        {t('details')}
        <ChevronDown aria-hidden className={cn('size-4 stroke-[1.75] transition-transform', isOpen && 'rotate-180')} />
      </button>
    </div>
  )
}
