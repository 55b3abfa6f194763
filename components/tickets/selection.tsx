'use client'
/** Which ticket is open. The address says it (`/tickets/<id>`), so Back, a bookmark and a reload work; while the server is
 *  still answering, the ticket that was asked for counts as open already. Without a network, and for a ticket that the hotel
 *  does not have yet, the address changes and no page is asked for. */
import { usePathname, useRouter } from 'next/navigation'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, useTransition } from 'react'
import { useLiveState, useOutbox } from '@/components/live/live-provider'
import { takeHome } from '@/components/shell/home'

interface Selection {
  /** The open ticket, or the one on its way. */
  selectedId: string | null
  /** The one on its way, until its page is here. */
  openingId: string | null
  open: (ticketId: string) => void
  close: () => void
}

const SelectionContext = createContext<Selection | null>(null)

export function SelectionProvider({ children }: { children: React.ReactNode }) {
  const router = useRouter()
  const pathname = usePathname()
  const currentId = ticketIn(pathname)
  const [asked, setAsked] = useState<string | null>(null)
  const [isPending, startTransition] = useTransition()
  const isFromBoard = useRef(false)

  const isHere = useIsHere()

  useEffect(() => {
    if (currentId === null) isFromBoard.current = false
  }, [currentId])

  const open = useCallback(
    (ticketId: string) => {
      if (ticketIn(window.location.pathname) === null) isFromBoard.current = window.location.pathname === '/'
      else isFromBoard.current = false
      if (isHere(ticketId)) {
        window.history.pushState(null, '', `/tickets/${ticketId}`)
        return
      }
      setAsked(ticketId)
      startTransition(() => router.push(`/tickets/${ticketId}`))
    },
    [router, isHere],
  )

  // Going back keeps the history short when the board is what one came from. From elsewhere it leads to where that was.
  const close = useCallback(() => {
    setAsked(null)
    // A step within the thread (components/chat/address.ts) would be all that Back takes back.
    if (isFromBoard.current && window.history.state?.isStep !== true) router.back()
    else if (isHere(null)) window.history.pushState(null, '', '/')
    else startTransition(() => router.push(takeHome()))
  }, [router, isHere])

  const openingId = isPending && asked !== currentId ? asked : null
  const selectedId = openingId ?? currentId
  const value = useMemo(() => ({ selectedId, openingId, open, close }), [selectedId, openingId, open, close])
  return <SelectionContext value={value}>{children}</SelectionContext>
}

/** Whether only this device can show it. */
function useIsHere(): (ticketId: string | null) => boolean {
  const { mode, everLive } = useLiveState()
  const outbox = useOutbox()
  const isLost = mode === 'offline' || (mode === 'reconnecting' && everLive)
  return useCallback(
    (ticketId) => isLost || (ticketId !== null && outbox.errands.isUnopened(ticketId)),
    [isLost, outbox],
  )
}

export function useSelection(): Selection {
  const selection = useContext(SelectionContext)
  if (!selection) throw new Error('useSelection outside of SelectionProvider')
  return selection
}

const ticketIn = (pathname: string): string | null => /^\/tickets\/([^/]+)$/.exec(pathname)?.[1] ?? null
