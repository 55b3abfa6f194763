'use client'
import { useCallback, useEffect, useRef } from 'react'
import type { Line } from './board-view'
import { rowId } from './ticket-row'
import type { ListWindow } from './use-list-window'

/** A section's heading covers this much of the list's top. */
const HEADING_PX = 32

/** Whether a ticket's row lies above what is in sight; null when it has none. */
export function usePassed(
  lines: Line[],
  { endOf }: ListWindow,
  scroller: React.RefObject<HTMLElement | null>,
): (ticketId: string) => boolean | null {
  const latest = useRef({ lines, endOf })
  useEffect(() => {
    latest.current = { lines, endOf }
  })
  return useCallback(
    (ticketId) => {
      const view = scroller.current
      if (!view) return null
      const row = document.getElementById(rowId(ticketId))?.getBoundingClientRect()
      if (row) return row.bottom < view.getBoundingClientRect().top + HEADING_PX
      const at = latest.current.lines.findIndex((line) => line.kind === 'ticket' && line.id === ticketId)
      const end = at < 0 ? null : latest.current.endOf(at)
      return end === null ? null : end < view.scrollTop + HEADING_PX
    },
    [scroller],
  )
}
