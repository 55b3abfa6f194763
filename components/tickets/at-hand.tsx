'use client'
/** The ticket that a key or the palette means: the one whose row has the focus, else the one that is open. Never the first of
 *  the list because it happens to be first. */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef } from 'react'
import type { Ticket } from '@/lib/tickets/schema'
import { useBoard } from './board-provider'
import { useSelection } from './selection'
import { ticketOfRow } from './ticket-row'

interface AtHand {
  /** As it is now. */
  find: () => Ticket | null
  /** The open ticket as its pane knows it: one that has ended is on no board. */
  show: (ticket: Ticket | null) => void
}

const AtHandContext = createContext<AtHand>({ find: () => null, show: () => {} })

export function AtHandProvider({ children }: { children: React.ReactNode }) {
  const { rows } = useBoard().board
  const { selectedId } = useSelection()
  const shown = useRef<Ticket | null>(null)
  const latest = useRef({ rows, selectedId })
  useEffect(() => {
    latest.current = { rows, selectedId }
  })
  const show = useCallback((ticket: Ticket | null) => {
    shown.current = ticket
  }, [])
  const find = useCallback(() => {
    const id = ticketOfRow(document.activeElement) ?? latest.current.selectedId
    if (id === null) return null
    return shown.current?.id === id ? shown.current : (latest.current.rows.get(id)?.ticket ?? null)
  }, [])
  const value = useMemo(() => ({ find, show }), [find, show])
  return <AtHandContext value={value}>{children}</AtHandContext>
}

export const useAtHand = (): AtHand => useContext(AtHandContext)

/** For the pane of the open ticket. */
export function useShownAtHand(ticket: Ticket): void {
  const { show } = useAtHand()
  useEffect(() => show(ticket), [show, ticket])
  useEffect(() => () => show(null), [show])
}
