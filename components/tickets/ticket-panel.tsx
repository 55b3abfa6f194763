'use client'
import { useState } from 'react'
import { Thread } from '@/components/chat/thread'
import { Unsent } from '@/components/live/unsent'
import { FocusedAfter } from '@/components/ui/form-frame'
import type { ThreadPage } from '@/lib/chat/schema'
import type { OpenedTicket } from '@/lib/tickets/schema'
import { About } from './about/about'
import { useShownAtHand } from './at-hand'
import { TicketPanelActions } from './ticket-panel-actions'
import { type DialogAction, TicketPanelDialog } from './ticket-panel-dialog'
import { TicketPanelGone } from './ticket-panel-gone'
import { TicketPanelHeader } from './ticket-panel-header'
import { MORE_ID } from './ticket-panel-plan'
import { UndoNote } from './undo/undo-note'
import { useChange } from './use-change'
import { useOpenedTicket } from './use-opened-ticket'
import { useShownTicket } from './use-shown-board'

interface Props {
  initial: OpenedTicket
  thread: ThreadPage
  onClose?: () => void
}

/** One ticket: what it is, what can be done with it, and its thread. */
export const TicketPanel = (props: Props) => (
  <FocusedAfter value={MORE_ID}>
    <OpenTicket key={props.initial.ticket.id} {...props} />
  </FocusedAfter>
)

function OpenTicket({ initial, thread, onClose }: Props) {
  const { opened, isGone } = useOpenedTicket(initial)
  const ticket = useShownTicket(opened.ticket)
  const change = useChange(ticket)
  useShownAtHand(ticket)
  const [dialog, setDialog] = useState<DialogAction | null>(null)
  if (isGone) return <TicketPanelGone ticket={ticket} onClose={onClose} />
  return (
    <article
      aria-labelledby={`ticket-${ticket.id}`}
      className="group/panel flex h-full min-h-0 min-w-0 flex-1 flex-col bg-surface"
    >
      <TicketPanelHeader ticket={ticket} change={change} onClose={onClose} />
      <About ticket={ticket} links={opened.links} legalHold={opened.legalHold} change={change} onDialog={setDialog} />
      <TicketPanelActions ticket={ticket} change={change} onDialog={setDialog} />
      <Unsent only={ticket.id} ticketOf={() => ticket} className="px-6 py-2 touch:px-4" />
      <UndoNote />
      <Thread opened={opened} page={thread} />
      {dialog ? (
        <TicketPanelDialog action={dialog} ticket={ticket} change={change} onClose={() => setDialog(null)} />
      ) : null}
    </article>
  )
}
