'use client'
/** Keeps the list still under a pointer: from press to release nothing moves, so nobody opens the ticket that slid under
 *  their finger. The lines stay the same, in the same order and of the same height, whatever is said of their tickets. What
 *  came in between is shown at the release. */
import { useLayoutEffect, useMemo } from 'react'
import { useSteady } from '@/components/ui/use-steady'
import type { Line } from './board-view'

export interface SteadyLines {
  shown: Line[]
  hold: () => void
  /** How many tickets wait for the release. */
  waiting: number
}

export function useSteadyLines(lines: Line[], list: React.RefObject<HTMLElement | null>): SteadyLines {
  const { shown, hold, isHeld } = useSteady(lines)

  useLayoutEffect(() => {
    if (!isHeld) return
    const drawn = Array.from(list.current?.querySelectorAll<HTMLElement>('[data-line]') ?? [])
    const heights = drawn.map((line) => line.offsetHeight)
    for (const [at, line] of drawn.entries()) line.style.height = `${heights[at]}px`
    return () => {
      for (const line of drawn) line.style.height = ''
    }
  }, [isHeld, list])

  const waiting = useMemo(() => (isHeld ? countNew(lines, shown) : 0), [lines, shown, isHeld])
  return { shown, hold, waiting }
}

function countNew(lines: Line[], held: Line[]): number {
  const known = new Set(held.map((line) => (line.kind === 'ticket' ? line.id : '')))
  return lines.filter((line) => line.kind === 'ticket' && !known.has(line.id)).length
}
