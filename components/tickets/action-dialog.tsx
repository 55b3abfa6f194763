'use client'
import { FocusedAfter } from '@/components/ui/form-frame'
import type { Ticket } from '@/lib/tickets/schema'
import { useBoard } from './board-provider'
import { type DialogAction, TicketPanelDialog } from './ticket-panel-dialog'
import { MORE_ID } from './ticket-panel-plan'
import { useChange } from './use-change'

interface Props {
  action: DialogAction
  /** As it was when it was asked for. */
  ticket: Ticket
  onClose: () => void
}

/** What an action asks, for a ticket that need not be open. */
export function ActionDialog({ action, ticket, onClose }: Props) {
  const listed = useBoard().board.rows.get(ticket.id)?.ticket
  const current = listed && listed.version >= ticket.version ? listed : ticket
  const change = useChange(current)
  return (
    <FocusedAfter value={MORE_ID}>
      <TicketPanelDialog action={action} ticket={current} change={change} onClose={onClose} />
    </FocusedAfter>
  )
}
