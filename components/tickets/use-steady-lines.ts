'use client'
/** Keeps the list still under a pointer: from press to release nothing moves, so nobody opens the ticket that slid under
 *  their finger. What came in between is shown at the release. */
import { useCallback, useEffect, useState } from 'react'
import type { Line } from './board-view'

export function useSteadyLines(lines: Line[]): { shown: Line[]; hold: () => void; waiting: number } {
  const [held, setHeld] = useState<Line[] | null>(null)
  const hold = useCallback(() => setHeld((before) => before ?? lines), [lines])
  const isHeld = held !== null

  useEffect(() => {
    if (!isHeld) return
    // After the click that the release may make.
    const release = () => setTimeout(() => setHeld(null))
    window.addEventListener('pointerup', release)
    window.addEventListener('pointercancel', release)
    window.addEventListener('blur', release)
    return () => {
      window.removeEventListener('pointerup', release)
      window.removeEventListener('pointercancel', release)
      window.removeEventListener('blur', release)
    }
  }, [isHeld])

  return { shown: held ?? lines, hold, waiting: held ? countNew(lines, held) : 0 }
}

function countNew(lines: Line[], held: Line[]): number {
  const known = new Set(held.map((line) => (line.kind === 'ticket' ? line.id : '')))
  return lines.filter((line) => line.kind === 'ticket' && !known.has(line.id)).length
}
