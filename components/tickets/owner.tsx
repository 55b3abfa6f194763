'use client'
import { useNames } from '@/components/people/use-names'
import { useHotel } from '@/components/shell/hotel-provider'
import { Avatar } from '@/components/ui/avatar'
import type { Ticket } from '@/lib/tickets/schema'

/** Who has it; as long as nobody does, the department that should. */
export function Owner({ ticket }: { ticket: Pick<Ticket, 'assigneeId' | 'departmentId'> }) {
  const hotel = useHotel()
  const names = useNames()
  if (ticket.assigneeId === null) return <span className="shrink-0">{hotel.departmentName(ticket.departmentId)}</span>
  return (
    <span className="inline-flex shrink-0 items-center gap-1.5">
      <Avatar
        name={hotel.personName(ticket.assigneeId)}
        className="size-4.5 text-[0.5rem] touch:size-6 touch:text-[0.625rem]"
      />
      <span className="text-text">{names.subject(ticket.assigneeId)}</span>
    </span>
  )
}
