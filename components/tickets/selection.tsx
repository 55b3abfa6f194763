'use client'
/** Which ticket is open. The address says it (`/tickets/<id>`), so Back, a bookmark and a reload work; while the server is
 *  still answering, the ticket that was asked for counts as open already. */
import { usePathname, useRouter } from 'next/navigation'
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, useTransition } from 'react'

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

  useEffect(() => {
    if (currentId === null) isFromBoard.current = false
  }, [currentId])

  const open = useCallback(
    (ticketId: string) => {
      if (ticketIn(window.location.pathname) === null) isFromBoard.current = window.location.pathname === '/'
      else isFromBoard.current = false
      setAsked(ticketId)
      startTransition(() => router.push(`/tickets/${ticketId}`))
    },
    [router],
  )

  // Going back keeps the history short when the board is what one came from.
  const close = useCallback(() => {
    setAsked(null)
    if (isFromBoard.current) router.back()
    else startTransition(() => router.push('/'))
  }, [router])

  const openingId = isPending && asked !== currentId ? asked : null
  const selectedId = openingId ?? currentId
  const value = useMemo(() => ({ selectedId, openingId, open, close }), [selectedId, openingId, open, close])
  return <SelectionContext value={value}>{children}</SelectionContext>
}

export function useSelection(): Selection {
  const selection = useContext(SelectionContext)
  if (!selection) throw new Error('useSelection outside of SelectionProvider')
  return selection
}

const ticketIn = (pathname: string): string | null => /^\/tickets\/([^/]+)$/.exec(pathname)?.[1] ?? null
