'use client'
import { useFormatter, useTranslations } from 'next-intl'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { DueLabel } from '@/components/tickets/due-label'
import { PriorityMark } from '@/components/tickets/marks'
import { Owner } from '@/components/tickets/owner'
import { StatusPill } from '@/components/tickets/status-pill'
import { Button } from '@/components/ui/button'
import { Key } from '@/components/ui/key'
import type { Ticket } from '@/lib/tickets/schema'
import type { AtPlace as Here } from './use-at-place'

interface Props {
  here: Here
  place: string
  canAdd: boolean
  onAdd: (ticket: Ticket) => void
}

/** What is open at the place already, to add to instead of asking twice; and what was done there lately. */
export function AtPlace({ here, place, canAdd, onAdd }: Props) {
  const t = useTranslations('quickEntry')
  const hotel = useHotel()
  return (
    <section aria-label={t('atPlace', { place })} className="grid content-start gap-4">
      <div className="grid gap-1">
        <h3 className="font-medium text-body text-muted">
          {here.open.length === 0 ? t('nothingOpen', { place }) : t('open', { place })}
        </h3>
        <ul className="grid divide-y divide-line">
          {here.open.map((ticket, at) => (
            <li key={ticket.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
              <div className="grid min-w-0 flex-1 basis-56 gap-1">
                <p className="flex min-w-0 items-center gap-2 font-medium text-body">
                  <span className="truncate">{hotel.what(ticket)}</span>
                  <PriorityMark priority={ticket.priority} />
                </p>
                <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-meta text-muted">
                  <StatusPill status={ticket.status} />
                  <Owner ticket={ticket} />
                  <DueLabel ticket={ticket} />
                </p>
              </div>
              <Button
                size="small"
                aria-label={t('addToNamed', { what: hotel.what(ticket) })}
                aria-keyshortcuts={`Alt+${at + 1}`}
                aria-disabled={!canAdd}
                onClick={() => onAdd(ticket)}
              >
                {t('addTo')}
                <span aria-hidden className="flex gap-0.5 touch:hidden">
                  <Key>Alt</Key>
                  <Key>{at + 1}</Key>
                </span>
              </Button>
            </li>
          ))}
        </ul>
        {here.more > 0 ? <p className="text-meta text-muted">{t('more', { count: here.more })}</p> : null}
      </div>
      <Done here={here} />
    </section>
  )
}

function Done({ here }: { here: Here }) {
  const t = useTranslations('quickEntry')
  const hotel = useHotel()
  const names = useNames()
  const format = useFormatter()
  if (here.isPartial) return <p className="text-meta text-muted">{t('doneUnread')}</p>
  if (here.done.length === 0) return null
  return (
    <div className="grid gap-1">
      <h3 className="font-medium text-body text-muted">{t('done')}</h3>
      <ul className="grid gap-1">
        {here.done.map((ticket) => (
          <li key={ticket.id} className="flex flex-wrap items-baseline justify-between gap-x-4 text-body">
            <span className="min-w-0 truncate">{hotel.what(ticket)}</span>
            <span className="shrink-0 text-meta text-muted tabular-nums">
              {[
                ticket.assigneeId === null ? '' : names.subject(ticket.assigneeId),
                format.dateTime(new Date(ticket.doneAt ?? ticket.stateChangedAt), 'dayTime'),
              ]
                .filter(Boolean)
                .join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
