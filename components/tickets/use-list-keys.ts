'use client'
/** Walking the list with j, k and the arrows, with Shift marking the stretch. The cursor is a ticket, not a position: when the order changes it goes along. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { isTyping } from '@/components/shell/typing'
import type { Line } from './board-view'
import { useMarks } from './bulk/marks-provider'
import { useSelection } from './selection'
import { rowId } from './ticket-row'

const STEP: Record<string, 1 | -1> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 }

export function useListKeys(lines: Line[]): { cursorId: string | null; setCursor: (ticketId: string) => void } {
  const { selectedId } = useSelection()
  const { stretch } = useMarks()
  const [cursor, setCursor] = useState<string | null>(null)
  const [lastSelected, setLastSelected] = useState(selectedId)
  // Opening a ticket by any way takes the cursor there.
  if (lastSelected !== selectedId) {
    setLastSelected(selectedId)
    if (selectedId !== null) setCursor(selectedId)
  }
  const { ids, places } = useMemo(() => ticketsOf(lines), [lines])
  const wished = cursor ?? selectedId
  const cursorId = wished !== null && places.has(wished) ? wished : (ids[0] ?? null)
  const latest = useRef({ ids, places, cursorId })
  useEffect(() => {
    // A ticket that has gone leaves the cursor where it was, on the one that moved up.
    const { places: before, cursorId: last } = latest.current
    if (last !== null && !places.has(last)) setCursor(ids[Math.min(before.get(last) ?? 0, ids.length - 1)] ?? null)
    latest.current = { ids, places, cursorId }
  })

  // A row far down is drawn only once the cursor is on it.
  const aim = useRef<string | null>(null)
  useEffect(() => {
    if (aim.current === null || aim.current !== cursorId) return
    aim.current = null
    document.getElementById(rowId(cursorId))?.focus()
  })

  // Opened from elsewhere, it is brought into sight.
  useEffect(() => {
    if (selectedId !== null) document.getElementById(rowId(selectedId))?.scrollIntoView({ block: 'nearest' })
  }, [selectedId])

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const step = STEP[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!step || isTyping(event)) return
      const isInList = document.activeElement?.id.startsWith(rowId(''))
      if (event.key.startsWith('Arrow') && !isInList) return
      const { ids: all, places: at, cursorId: from } = latest.current
      const here = from === null ? -1 : (at.get(from) ?? -1)
      const to = isInList || event.key.toLowerCase() === 'k' ? all[here + step] : all[Math.max(here, 0)]
      if (to === undefined) return
      event.preventDefault()
      if (event.shiftKey) stretch(from ?? to, to)
      if (to === from) return document.getElementById(rowId(to))?.focus()
      aim.current = to
      setCursor(to)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [stretch])

  return { cursorId, setCursor }
}

/** The tickets in order, and the place of each. */
function ticketsOf(lines: Line[]): { ids: string[]; places: ReadonlyMap<string, number> } {
  const ids = lines.flatMap((line) => (line.kind === 'ticket' ? [line.id] : []))
  return { ids, places: new Map(ids.map((id, at) => [id, at])) }
}
