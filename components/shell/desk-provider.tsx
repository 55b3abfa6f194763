'use client'
/** What any part of the desk can call for: a new ticket, the palette, the list of keys, a view to keep. */
import dynamic from 'next/dynamic'
import { createContext, useContext, useMemo, useState } from 'react'
import { ActionDialog } from '@/components/tickets/action-dialog'
import { AtHandProvider, useAtHand } from '@/components/tickets/at-hand'
import { NewTicketDialog } from '@/components/tickets/new-ticket/new-ticket-dialog'
import type { DialogAction } from '@/components/tickets/ticket-panel-dialog'
import type { Ticket } from '@/lib/tickets/schema'
import { DeskKeys } from './desk-keys'
import { KeysDialog } from './keys-dialog'
import { DeskPalette } from './palette/desk-palette'

/** Fetched when they are first asked for. */
const PlaceSheet = dynamic(() => import('@/components/places/place-sheet').then((file) => file.PlaceSheet), {
  ssr: false,
})
const MoveGuest = dynamic(() => import('@/components/places/move-guest').then((file) => file.MoveGuest), { ssr: false })

export interface Desk {
  startTicket: () => void
  showKeys: () => void
  /** The palette, about the ticket at hand. */
  showPalette: () => void
  /** A place's flags and tickets. */
  showPlace: (placeId: string) => void
  /** From where is asked first. */
  startMove: () => void
  /** What an action asks before it is done. */
  ask: (action: DialogAction, ticket: Ticket) => void
}

const DeskContext = createContext<Desk | null>(null)

type Shown =
  | { kind: 'ticket' | 'keys' | 'move' }
  | { kind: 'place'; placeId: string }
  | { kind: 'palette'; atHand: Ticket | null }
  | { kind: 'action'; action: DialogAction; ticket: Ticket }

export const DeskProvider = ({ children }: { children: React.ReactNode }) => (
  <AtHandProvider>
    <DeskDialogs>{children}</DeskDialogs>
  </AtHandProvider>
)

function DeskDialogs({ children }: { children: React.ReactNode }) {
  const { find } = useAtHand()
  const [shown, setShown] = useState<Shown | null>(null)
  const desk = useMemo(
    (): Desk => ({
      startTicket: () => setShown({ kind: 'ticket' }),
      showKeys: () => setShown({ kind: 'keys' }),
      showPalette: () => setShown({ kind: 'palette', atHand: find() }),
      showPlace: (placeId) => setShown({ kind: 'place', placeId }),
      startMove: () => setShown({ kind: 'move' }),
      ask: (action, ticket) => setShown({ kind: 'action', action, ticket }),
    }),
    [find],
  )
  const close = () => setShown(null)
  const onOpenChange = (isOpen: boolean) => {
    if (!isOpen) close()
  }
  return (
    <DeskContext value={desk}>
      <DeskKeys desk={desk} />
      {children}
      <NewTicketDialog isOpen={shown?.kind === 'ticket'} onOpenChange={onOpenChange} />
      <KeysDialog isOpen={shown?.kind === 'keys'} onOpenChange={onOpenChange} />
      {shown?.kind === 'palette' ? <DeskPalette desk={desk} atHand={shown.atHand} onClose={close} /> : null}
      {shown?.kind === 'place' ? <PlaceSheet placeId={shown.placeId} onClose={close} /> : null}
      {shown?.kind === 'move' ? <MoveGuest from={null} onClose={close} /> : null}
      {shown?.kind === 'action' ? <ActionDialog action={shown.action} ticket={shown.ticket} onClose={close} /> : null}
    </DeskContext>
  )
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('useDesk outside of DeskProvider')
  return desk
}
