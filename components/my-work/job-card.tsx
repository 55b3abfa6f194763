'use client'
import { clsx } from 'clsx'
import { MessageSquare } from 'lucide-react'
import { useLocale, useTranslations } from 'next-intl'
import { lazy, memo, Suspense } from 'react'
import { useNames } from '@/components/people/use-names'
import { setHome } from '@/components/shell/home'
import { useHotel } from '@/components/shell/hotel-provider'
import { DueLabel } from '@/components/tickets/due-label'
import { PriorityMark, RestrictedMark } from '@/components/tickets/marks'
import { PlaceName } from '@/components/tickets/place-name'
import { StatusPill } from '@/components/tickets/status-pill'
import { WaitingMark } from '@/components/tickets/waiting-mark'
import { Way } from '@/components/ui/way'
import { unreadFor } from '@/lib/tickets/policy'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'
import { Whose } from './whose'

const JobMarks = lazy(() => import('./job-marks').then((file) => ({ default: file.JobMarks })))

interface Props {
  row: ListedTicket
  isChosen: boolean
  onChoose: (ticketId: string) => void
}

/** One job: pressing it puts it under the thumb, its other half opens the thread. */
export const JobCard = memo(function JobCard({ row, isChosen, onChoose }: Props) {
  const { ticket } = row
  return (
    <li
      className={clsx(
        'flex min-h-28 rounded-card border bg-surface transition-colors lg:only:col-span-2',
        isChosen ? 'border-text ring-1 ring-text ring-inset' : 'border-line',
      )}
    >
      <button
        type="button"
        aria-pressed={isChosen}
        onClick={() => onChoose(ticket.id)}
        className="grid min-w-0 flex-1 grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-x-3 rounded-card py-3 pr-3 pl-4 max-sm:grid-cols-[5rem_minmax(0,1fr)] text-left active:bg-sunken"
      >
        <PlaceName placeId={ticket.placeId} />
        <span className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-1.5">
          <What ticket={ticket} />
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <StatusPill status={ticket.status} />
            <WaitingMark ticketId={ticket.id} isBare />
            <PriorityMark priority={ticket.priority} />
            {ticket.restricted ? <RestrictedMark isBare /> : null}
            <Suspense>
              <JobMarks ticket={ticket} />
            </Suspense>
            <DueLabel ticket={ticket} />
          </span>
          <Whose ticket={ticket} />
          <LastWord ticket={ticket} />
        </span>
      </button>
      <ThreadLink row={row} />
    </li>
  )
})

function What({ ticket }: { ticket: Ticket }) {
  const hotel = useHotel()
  const note = [ticket.catalogueItemId === null ? '' : ticket.summary, ticket.guestName].filter(Boolean).join(' · ')
  return (
    <span className="line-clamp-2 font-medium text-thread [overflow-wrap:anywhere]">
      {hotel.what(ticket)}
      {note ? <span className="font-normal text-muted"> · {note}</span> : null}
    </span>
  )
}

/** The last thing said in its thread. */
function LastWord({ ticket: { lastMessage } }: { ticket: Ticket }) {
  const names = useNames()
  const t = useTranslations('ticketRow')
  const locale = useLocale()
  if (!lastMessage) return null
  const { authorId, preview, previews } = lastMessage
  const text = previews?.[locale] ?? (preview || t('photo'))
  return <span className="truncate text-meta text-muted">{t('said', { name: names.subject(authorId), text })}</span>
}

/** To the thread, with how much of it is unread. */
function ThreadLink({ row }: { row: ListedTicket }) {
  const t = useTranslations('myWork')
  const hotel = useHotel()
  const { count } = unreadFor(hotel.actor, row.ticket, row.read)
  const name = [hotel.placeName(row.ticket.placeId), hotel.what(row.ticket)].filter(Boolean).join(' ')
  return (
    <Way
      href={`/tickets/${row.ticket.id}`}
      aria-label={t('thread', { name, count })}
      // Closing the ticket leads back here.
      onClick={() => setHome('/my-work')}
      className="my-px mr-px grid w-18 shrink-0 place-content-center justify-items-center gap-1 rounded-r-card border-line border-l font-medium text-meta active:bg-sunken"
    >
      <MessageSquare aria-hidden className="size-6 stroke-[1.75]" />
      {count > 0 ? (
        <span aria-hidden className="grid h-6 min-w-6 place-items-center rounded-pill bg-text px-1.5 text-paper">
          {count > 99 ? '99+' : count}
        </span>
      ) : null}
    </Way>
  )
}
