'use client'
/** What any part of the desk can call for: a new ticket, the list of keys. Owns the page-wide single-letter keys. */
import { createContext, useContext, useEffect, useMemo, useState } from 'react'
import { BOARD_VIEWS } from '@/components/tickets/board-view'
import { useFilter } from '@/components/tickets/filter-provider'
import { NewTicketDialog } from '@/components/tickets/new-ticket/new-ticket-dialog'
import { useSelection } from '@/components/tickets/selection'
import { KeysDialog } from './keys-dialog'
import { isTyping, leaveField } from './typing'

interface Desk {
  startTicket: () => void
  showKeys: () => void
}

const DeskContext = createContext<Desk | null>(null)

export const SEARCH_ID = 'board-search'

export function DeskProvider({ children }: { children: React.ReactNode }) {
  const [dialog, setDialog] = useState<'ticket' | 'keys' | null>(null)
  const desk = useMemo(() => ({ startTicket: () => setDialog('ticket'), showKeys: () => setDialog('keys') }), [])
  const close = (isOpen: boolean) => {
    if (!isOpen) setDialog(null)
  }
  return (
    <DeskContext value={desk}>
      <Keys desk={desk} />
      {children}
      <NewTicketDialog isOpen={dialog === 'ticket'} onOpenChange={close} />
      <KeysDialog isOpen={dialog === 'keys'} onOpenChange={close} />
    </DeskContext>
  )
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk outside of DeskProvider')
  return desk
}

function Keys({ desk }: { desk: Desk }) {
  const { setFilter } = useFilter()
  const { selectedId, close } = useSelection()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && leaveField(event)) return
      if (isTyping(event)) return
      const view = BOARD_VIEWS[Number(event.key) - 1]
      if (event.key === 'c') desk.startTicket()
      else if (event.key === '/') document.getElementById(SEARCH_ID)?.focus()
      else if (event.key === 'r') document.querySelector<HTMLElement>('[data-composer]')?.focus()
      else if (event.key === '?') desk.showKeys()
      else if (event.key === 'Escape' && selectedId !== null) close()
      else if (view) setFilter({ view })
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [desk, setFilter, selectedId, close])
  return null
}
