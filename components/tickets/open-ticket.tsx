'use client'
import type { ThreadPage } from '@/lib/chat/schema'
import type { OpenedTicket } from '@/lib/tickets/schema'
import { useSelection } from './selection'
import { TicketPanel } from './ticket-panel'

/** The ticket of the address, in its pane. */
export function OpenTicket({ initial, thread }: { initial: OpenedTicket; thread: ThreadPage }) {
  const { close } = useSelection()
  return <TicketPanel initial={initial} thread={thread} onClose={close} />
}
