'use client'
/** The page-wide keys. None is taken from somebody who types, none with Ctrl, Alt or ⌘ but the palette's, and the single
 *  ones can be switched off. */
import { useEffect, useRef } from 'react'
import { useAtHand } from '@/components/tickets/at-hand'
import { BOARD_VIEWS } from '@/components/tickets/board-view'
import { useSelection } from '@/components/tickets/selection'
import { useActionWords } from '@/components/tickets/use-action-words'
import { useQuickChange } from '@/components/tickets/use-quick-change'
import type { Ticket } from '@/lib/tickets/schema'
import type { Desk } from './desk-provider'
import { useShowView } from './rail-views'
import { useSingleKeys } from './single-keys'
import { isDialogShown, isPaletteKey, isTyping, leaveField, SEARCH_ID } from './typing'

export function DeskKeys({ desk }: { desk: Desk }) {
  const { selectedId, close } = useSelection()
  const showView = useShowView()
  const act = useKeyActions(desk)
  useSingleKeys()

  const onKey = (event: KeyboardEvent) => {
    if (isPaletteKey(event)) {
      if (isDialogShown()) return
      event.preventDefault()
      return desk.showPalette()
    }
    if (event.key === 'Escape' && leaveField(event)) return
    if (isTyping(event)) return
    const view = BOARD_VIEWS[Number(event.key) - 1]
    if (event.key === 'c') desk.startTicket()
    else if (event.key === '/') document.getElementById(SEARCH_ID)?.focus()
    else if (event.key === 'r') document.querySelector<HTMLElement>('[data-composer]')?.focus()
    else if (event.key === 'e') act.finish()
    else if (event.key === 'a') act.assign()
    else if (event.key === '?') desk.showKeys()
    else if (event.key === 'Escape' && selectedId !== null) close()
    else if (view) showView(view)
    else return
    event.preventDefault()
  }
  const latest = useRef(onKey)
  useEffect(() => {
    latest.current = onKey
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
  return null
}

/** `e` and `a`, for the ticket at hand. */
function useKeyActions(desk: Desk) {
  const { find } = useAtHand()
  const { allows, run, say } = useQuickChange()
  const words = useActionWords()
  const withTicket = (act: (ticket: Ticket) => void) => {
    const ticket = find()
    if (ticket) act(ticket)
    else say('chooseFirst')
  }
  return {
    finish: () =>
      withTicket((ticket) => {
        if (allows(ticket, 'complete')) void run(ticket, { action: 'complete' }, words('complete', ticket))
      }),
    assign: () =>
      withTicket((ticket) => {
        if (allows(ticket, 'assign')) desk.ask('assign', ticket)
      }),
  }
}
