'use client'
/** The board with what this person has done to it and the server does not have yet. */
import { useMemo, useSyncExternalStore } from 'react'
import { useOutbox } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { isErrand, shownWith } from '@/lib/client/errand'
import type { Outgoing } from '@/lib/client/outgoing'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'
import type { Board } from './board-reducer'

const UNREAD = { seq: 0, n: 0 }

export function useShownBoard(board: Board): Board {
  const outbox = useOutbox()
  const { actor } = useHotel()
  const waiting = useSyncExternalStore(outbox.subscribe, outbox.everything, nothing)
  return useMemo(() => {
    const ids = new Set(waiting.filter(isErrand).map(({ ticketId }) => ticketId))
    if (ids.size === 0) return board
    const rows = new Map<string, ListedTicket>(board.rows)
    for (const ticket of outbox.errands.openings())
      if (!rows.has(ticket.id)) rows.set(ticket.id, { ticket, read: UNREAD })
    for (const id of ids) {
      const row = rows.get(id)
      if (row) rows.set(id, { ...row, ticket: shownWith(row.ticket, outbox.lane(id), actor) })
    }
    return { ...board, rows }
  }, [board, waiting, outbox, actor])
}

/** One ticket, likewise. */
export function useShownTicket(ticket: Ticket): Ticket {
  const { actor } = useHotel()
  const lane = useLane(ticket.id)
  return useMemo(() => shownWith(ticket, lane, actor), [ticket, lane, actor])
}

/** What waits on a ticket, in order; drawn again only when that changes. */
export function useLane(ticketId: string): readonly Outgoing[] {
  const outbox = useOutbox()
  return useSyncExternalStore(outbox.subscribe, () => outbox.lane(ticketId), nothing)
}

const NOTHING: readonly Outgoing[] = []
const nothing = () => NOTHING
