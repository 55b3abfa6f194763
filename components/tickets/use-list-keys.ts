'use client'
/** Walking the list with j, k and the arrows. The cursor is a ticket, not a position: when the order changes it goes along. */
import { useEffect, useRef, useState } from 'react'
import { isTyping } from '@/components/shell/typing'
import type { Line } from './board-view'
import { useSelection } from './selection'
import { rowId } from './ticket-row'

const STEP: Record<string, 1 | -1> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

export function useListKeys(lines: Line[]): { cursorId: string | null; setCursor: (ticketId: string) => void } {
  const { selectedId } = useSelection()
  const [cursor, setCursor] = useState<string | null>(null)
  const [lastSelected, setLastSelected] = useState(selectedId)
  // Opening a ticket by any way takes the cursor there.
  if (lastSelected !== selectedId) {
    setLastSelected(selectedId)
    if (selectedId !== null) setCursor(selectedId)
  }
  const ids = lines.flatMap((line) => (line.kind === 'ticket' ? [line.id] : []))
  const wished = cursor ?? selectedId
  const cursorId = wished !== null && ids.includes(wished) ? wished : (ids[0] ?? null)
  const latest = useRef({ ids, cursorId })
  useEffect(() => {
    // A ticket that has gone leaves the cursor where it was, on the one that moved up.
    const { ids: before, cursorId: last } = latest.current
    if (last !== null && !ids.includes(last)) setCursor(ids[Math.min(before.indexOf(last), ids.length - 1)] ?? null)
    latest.current = { ids, cursorId }
  })

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = STEP[event.key]
      if (!step || isTyping(event)) return
      const isInList = document.activeElement?.id.startsWith(rowId(''))
      if (event.key.startsWith('Arrow') && !isInList) return
      const { ids: all, cursorId: from } = latest.current
      const at = from === null ? -1 : all.indexOf(from)
      const to = isInList || event.key === 'k' ? all[at + step] : all[Math.max(at, 0)]
      if (to === undefined) return
      event.preventDefault()
      setCursor(to)
      document.getElementById(rowId(to))?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])

  return { cursorId, setCursor }
}
