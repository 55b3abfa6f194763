'use client'
import type { ListedTicket } from '@/lib/tickets/schema'
import type { Line } from './board-view'
import { GroupHeading } from './group-heading'
import { TicketRow } from './ticket-row'

interface Props {
  line: Line
  /** The ticket as it is now; none where it has gone while the list was held still. */
  listed: ListedTicket | undefined
  /** What its element says of its place among all lines, drawn or not. */
  place: LinePlace
  isSelected: boolean
  isCursor: boolean
  isFresh: boolean
  onFocus: (ticketId: string) => void
  onOpen: (ticketId: string) => void
}

export interface LinePlace {
  ref: (element: HTMLElement | null) => void
  'data-index': number
  'aria-posinset': number
  'aria-setsize': number
}

/** One line of the list: a section's heading, or a ticket. */
export function ListLine({ line, listed, place, onFocus, ...row }: Props) {
  if (line.kind === 'heading') return <GroupHeading group={line.group} count={line.count} place={place} />
  return (
    <li
      {...place}
      data-line={line.id}
      onFocus={() => onFocus(line.id)}
      className="border-line/70 border-b touch:border-0 touch:pt-3"
    >
      {listed ? <TicketRow row={listed} {...row} /> : <div className="h-11 touch:h-24" />}
    </li>
  )
}
