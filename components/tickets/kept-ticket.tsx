'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useRef, useState } from 'react'
import { useLiveState, useOutbox } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { Notice } from '@/components/shell/notice'
import { type KeptThread, keptThread } from '@/lib/client/kept-desk'
import { readOpened, readThreadPage } from '@/lib/client/thread'
import type { ListedTicket } from '@/lib/tickets/schema'
import { useBoard } from './board-provider'
import { OpeningTicket } from './opening-ticket'
import { useSelection } from './selection'
import { TicketPanel } from './ticket-panel'
import { useLane } from './use-shown-board'

/** A ticket that no page of the server's shows: opened without a network, or not with the hotel yet. It is shown as the device
 *  knows it, and follows the stream from there. */
export function KeptTicket({ ticketId }: { ticketId: string }) {
  const { close } = useSelection()
  const known = useKnown(ticketId)
  const outbox = useOutbox()
  const { mode } = useLiveState()
  useLane(ticketId)
  if (known === null) return <OpeningTicket ticketId={ticketId} />
  if (known === 'nothing') return mode === 'live' ? <Notice kind="notFound" /> : <NotHere />
  // Once the hotel has it, it is another ticket to this page: one with a thread.
  const key = outbox.errands.isUnopened(ticketId) ? 'unopened' : 'opened'
  return <TicketPanel key={key} initial={known.opened} thread={known.page} onClose={close} />
}

function NotHere() {
  return (
    <p role="status" className="p-6 text-center text-body text-muted">
      {useTranslations('offline')('text')}
    </p>
  )
}

function useKnown(ticketId: string): KeptThread | 'nothing' | null {
  const { personId } = useHotel().actor
  const outbox = useOutbox()
  const { mode } = useLiveState()
  const canAsk = useRef(mode)
  canAsk.current = mode
  const row = useBoard().board.rows.get(ticketId)
  const [kept, setKept] = useState<KeptThread | 'nothing' | null>(null)
  useEffect(() => {
    let isHere = true
    const read = async () => {
      const known = await keptThread(personId, ticketId)
      if (known || outbox.errands.isUnopened(ticketId) || canAsk.current === 'offline') return known ?? 'nothing'
      return fromTheHotel(ticketId).catch(() => 'nothing' as const)
    }
    read().then((found) => isHere && setKept(found))
    return () => {
      isHere = false
    }
  }, [personId, ticketId, outbox])
  // What the board knows is enough to begin with: the thread comes with the network.
  if (kept === 'nothing' || kept === null) return row && kept ? beginning(row) : kept
  // What was kept before there were links has none.
  const opened = { ...kept.opened, links: kept.opened.links ?? [] }
  return { ...kept, opened: row ? { ...opened, ticket: newer(opened, row) } : opened }
}

async function fromTheHotel(ticketId: string): Promise<KeptThread> {
  const [opened, page] = await Promise.all([readOpened(ticketId), readThreadPage(ticketId)])
  return { opened, page }
}

const beginning = ({ ticket, read }: ListedTicket): KeptThread => ({
  opened: { ticket, read, readers: [], links: [] },
  page: { items: [], lastSeq: 0, before: null, reset: false },
})

const newer = ({ ticket }: ListedTicket, row: ListedTicket) =>
  row.ticket.version >= ticket.version ? row.ticket : ticket
