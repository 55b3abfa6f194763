'use client'
/** Marking by keyboard: x for the row at hand, Escape to let all go. Stretches are marked where the list is walked. */
import { useEffect, useRef } from 'react'
import { isTyping } from '@/components/shell/typing'
import { useSelection } from '../selection'
import { rowId, ticketOfRow } from '../ticket-row'
import { useMarks } from './marks-provider'

export function useMarkKeys(): void {
  const marks = useMarks()
  const { selectedId } = useSelection()
  const latest = useRef({ marks, selectedId })
  useEffect(() => {
    latest.current = { marks, selectedId }
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return
      const { marks, selectedId } = latest.current
      const id = event.key === 'x' ? rowAtHand(selectedId) : null
      if (id !== null) marks.toggle(id)
      else if (event.key === 'Escape' && marks.isMarking) marks.clear()
      else return
      event.preventDefault()
    }
    // Before the board's own keys: Escape lets the marks go first, then the open ticket.
    window.addEventListener('keydown', onKey, true)
    return () => window.removeEventListener('keydown', onKey, true)
  }, [])
}

/** The row that has the focus, else the open ticket's, else the one that Tab would reach. */
function rowAtHand(selectedId: string | null): string | null {
  const focused = ticketOfRow(document.activeElement)
  if (focused !== null) return focused
  if (selectedId !== null && document.getElementById(rowId(selectedId))) return selectedId
  return ticketOfRow(document.querySelector(`[id^="${rowId('')}"][tabindex="0"]`))
}
