'use client'
import Link from 'next/link'
import { useLocale, useTranslations } from 'next-intl'
import { memo } from 'react'
import { useHere } from '@/components/live/presence-provider'
import { useNames } from '@/components/people/use-names'
import { FlagMarks, useFlagWords } from '@/components/places/flag-marks'
import { useHotel } from '@/components/shell/hotel-provider'
import { cn } from '@/components/ui/cn'
import { unreadFor } from '@/lib/tickets/policy'
import type { ListedTicket } from '@/lib/tickets/schema'
import { GuestMark, useGuestWords } from './about/guest-mark'
import { AgeBar } from './age-bar'
import { MarkBox } from './bulk/mark-box'
import { useMarks } from './bulk/marks-provider'
import { DueLabel, useDueWords } from './due-label'
import { isCut, Lookers, useHereWords } from './lookers'
import { PriorityMark, RestrictedMark, UnreadMark } from './marks'
import { Owner } from './owner'
import { PlaceName } from './place-name'
import { StatusPill } from './status-pill'
import { useIsWaiting, WaitingMark } from './waiting-mark'

const ROW = 'row-'

export const rowId = (ticketId: string): string => `${ROW}${ticketId}`

/** The ticket in whose row an element is; null elsewhere. */
export const ticketOfRow = (element: Element | null): string | null =>
  element?.closest(`[id^="${ROW}"]`)?.id.slice(ROW.length) ?? null

/** Two lines; on a card too narrow for them, three. */
const AREAS =
  'grid min-w-0 grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 [grid-template-areas:"what_what_due"_"status_who_who"] touch:gap-x-3 touch:gap-y-1.5 touch:@max-md:flex touch:@max-md:flex-wrap touch:@max-md:justify-between'

interface Props {
  row: ListedTicket
  isSelected: boolean
  /** The one row that Tab reaches. */
  isCursor: boolean
  isFresh: boolean
  onOpen: (ticketId: string) => void
}

/** A ticket in the list: two lines at a desk, a card under a finger. Drawn again only when its own ticket changes. */
export const TicketRow = memo(function TicketRow({ row, isSelected, isCursor, isFresh, onOpen }: Props) {
  const hotel = useHotel()
  const { ticket } = row
  const unread = unreadFor(hotel.actor, ticket, row.read)
  const marks = useMarks()
  return (
    <div className="relative isolate">
      <Link
        id={rowId(ticket.id)}
        href={`/tickets/${ticket.id}`}
        prefetch={false}
        tabIndex={isCursor ? 0 : -1}
        aria-current={isSelected ? 'true' : undefined}
        aria-label={useRowName(row)}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.altKey) return
          event.preventDefault()
          if (event.shiftKey) marks.extend(ticket.id)
          else onOpen(ticket.id)
        }}
        className={cn(
          'relative grid h-11 scroll-mt-8 touch:scroll-mt-14 grid-cols-[4.25rem_minmax(0,1fr)] items-center gap-x-2 px-4 transition-colors hover:bg-sunken focus-visible:z-10 focus-visible:outline-offset-[-2px]',
          'touch:h-auto touch:min-h-24 touch:@min-md:grid-cols-[5.5rem_minmax(0,1fr)] touch:grid-cols-[4.75rem_minmax(0,1fr)] touch:@min-md:gap-x-4 touch:gap-x-3 touch:rounded-card touch:border touch:border-line touch:bg-surface touch:@min-md:px-4 touch:px-3 touch:py-3',
          isSelected &&
            'bg-surface before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-text hover:bg-surface touch:border-text touch:before:hidden',
          isFresh && 'animate-appear',
          // Room for the box.
          'pl-10',
          marks.isMarking && 'touch:@min-md:pl-14 touch:pl-14',
          marks.marked.has(ticket.id) && 'bg-sunken touch:bg-sunken',
        )}
      >
        <PlaceName placeId={ticket.placeId} />
        <span className={AREAS}>
          <span className="flex min-w-0 items-center gap-1.5 [grid-area:what] touch:gap-2 touch:@max-md:w-full">
            {ticket.restricted ? <RestrictedMark isBare /> : null}
            <FlagMarks placeId={ticket.placeId} isBare />
            <GuestMark ticket={ticket} isBare />
            <What row={row} isUnread={unread.some} />
            <PriorityMark priority={ticket.priority} />
          </span>
          <span className="grid justify-items-end gap-0.5 pl-1 [grid-area:due] touch:@max-md:order-1 touch:@max-md:pl-0">
            <DueLabel ticket={ticket} />
            <AgeBar ticket={ticket} />
          </span>
          <span className="flex items-center gap-1.5 justify-self-start [grid-area:status]">
            <StatusPill status={ticket.status} />
            <WaitingMark ticketId={ticket.id} isBare />
          </span>
          <span className="flex h-5 min-w-0 items-center gap-2 text-meta text-muted [grid-area:who] touch:h-7 touch:gap-3 touch:@max-md:order-2 touch:@max-md:w-full">
            <Owner ticket={ticket} />
            <Preview row={row} isUnread={unread.some} />
            <span className="ml-auto flex shrink-0 items-center gap-1.5 touch:gap-2">
              <Lookers ticketId={ticket.id} />
              <UnreadMark count={unread.count} isDot={unread.some} />
            </span>
          </span>
        </span>
      </Link>
      <MarkBox
        ticketId={ticket.id}
        name={[hotel.placeName(ticket.placeId), hotel.what(ticket)].filter(Boolean).join(' ')}
        isReached={isCursor}
      />
    </div>
  )
})

function What({ row: { ticket }, isUnread }: { row: ListedTicket; isUnread: boolean }) {
  const hotel = useHotel()
  const note = [ticket.catalogueItemId === null ? '' : ticket.summary, ticket.guestName].filter(Boolean).join(' · ')
  return (
    <span className={cn('min-w-0 truncate text-body', isUnread ? 'font-strong' : 'font-medium')}>
      {hotel.what(ticket)}
      {note ? <span className="font-normal text-muted"> · {note}</span> : null}
    </span>
  )
}

/** The last thing said, by whom: unless it is the owner, whose name stands before it. */
function Preview({ row: { ticket }, isUnread }: { row: ListedTicket; isUnread: boolean }) {
  const names = useNames()
  const t = useTranslations('ticketRow')
  const locale = useLocale()
  const message = ticket.lastMessage
  if (!message) return null
  const { authorId } = message
  // A photo needs no words.
  const preview = message.previews?.[locale] ?? (message.preview || t('photo'))
  const text = authorId === ticket.assigneeId ? preview : t('said', { name: names.subject(authorId), text: preview })
  return <span className={cn('min-w-0 truncate', isUnread && 'text-text')}>{text}</span>
}

/** All of the row in one sentence, for whoever hears it. */
function useRowName({ ticket, read }: ListedTicket): string {
  const hotel = useHotel()
  const t = useTranslations('ticketRow')
  const offline = useTranslations('offline')
  const status = useTranslations('status')
  const priority = useTranslations('priority')
  const unread = unreadFor(hotel.actor, ticket, read)
  const here = useHere(ticket.id)
  return [
    hotel.placeName(ticket.placeId) || t('noPlace'),
    hotel.what(ticket),
    ticket.priority === 'normal' ? '' : priority(ticket.priority),
    useFlagWords(ticket.placeId),
    useGuestWords(ticket),
    ticket.restricted ? t('restricted') : '',
    status(ticket.status),
    useIsWaiting(ticket.id) ? offline('waiting') : '',
    ticket.assigneeId === null ? hotel.departmentName(ticket.departmentId) : hotel.personName(ticket.assigneeId),
    useDueWords(ticket),
    useHereWords(here, { isCrowd: isCut(here) }),
    unread.count > 0 ? t('unread', { count: unread.count }) : unread.some ? t('somethingNew') : '',
  ]
    .filter(Boolean)
    .join(', ')
}
