'use client'
/** Which lines of the list are drawn. A short list is there as a whole, so that the browser's own search and a screen reader's
 *  find all of it; of a long one, what is in sight and a little around it, and always the line with the cursor, the one that
 *  Tab reaches. Lines stand in the flow one under the other; what is left out between them is a gap of its height. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useMemo } from 'react'
import { type Line, lineKey } from './board-view'

/** So many lines are drawn without a thought. */
export const SHORT = 150

/** At a desk they are exact, with the line below; on a tablet they are measured. */
const HEADING_PX = 33
const TICKET_PX = 45
const OVERSCAN = 8
/** What the server draws of a long list. */
const FIRST_SIGHT = { width: 400, height: 900 }

export interface DrawnLine {
  index: number
  line: Line
  /** Left out right before it, in pixels. */
  gap: number
}

export interface ListWindow {
  drawn: DrawnLine[]
  /** Left out after the last one. */
  rest: number
  /** For the element of each line, which says its place as `data-index`. */
  measure: (element: HTMLElement | null) => void
  /** Where a line of the list ends, from its top; null when only the browser knows. */
  endOf: (index: number) => number | null
}

export function useListWindow(
  lines: Line[],
  cursorId: string | null,
  scroller: React.RefObject<HTMLElement | null>,
): ListWindow {
  const isShort = lines.length <= SHORT
  const cursorAt = useMemo(() => indexOfTicket(lines, cursorId), [lines, cursorId])
  const headings = useMemo(() => headingsOf(lines), [lines])
  const virtual = useVirtualizer({
    count: lines.length,
    enabled: !isShort,
    getScrollElement: () => scroller.current,
    getItemKey: useCallback((index: number) => keyAt(lines, index), [lines]),
    estimateSize: useCallback((index: number) => (lines[index]?.kind === 'heading' ? HEADING_PX : TICKET_PX), [lines]),
    overscan: OVERSCAN,
    initialRect: FIRST_SIGHT,
    rangeExtractor: (range) => {
      const wanted = new Set(defaultRangeExtractor(range))
      // The heading of the section that one is in stays at the top of what is in sight.
      const heading = headings.findLast((index) => index <= range.startIndex)
      if (heading !== undefined) wanted.add(heading)
      if (cursorAt >= 0) wanted.add(cursorAt)
      return [...wanted].sort((a, b) => a - b)
    },
  })
  // What is in sight is kept in its place by `useAnchor`, for every way in which it might move.
  virtual.shouldAdjustScrollPositionOnItemSizeChange = () => false

  if (isShort)
    return { drawn: lines.map((line, index) => ({ index, line, gap: 0 })), rest: 0, measure: nothing, endOf: unknown }
  let end = 0
  const drawn = virtual.getVirtualItems().flatMap((item): DrawnLine[] => {
    const line = lines[item.index]
    if (!line) return []
    const gap = item.start - end
    end = item.end
    return [{ index: item.index, line, gap }]
  })
  return {
    drawn,
    rest: Math.max(0, virtual.getTotalSize() - end),
    measure: virtual.measureElement,
    endOf: (index) => virtual.measurementsCache[index]?.end ?? null,
  }
}

const nothing = () => {}
const unknown = () => null

const keyAt = (lines: Line[], index: number): string => {
  const line = lines[index]
  return line ? lineKey(line) : `${index}`
}

const indexOfTicket = (lines: Line[], id: string | null): number =>
  id === null ? -1 : lines.findIndex((line) => line.kind === 'ticket' && line.id === id)

const headingsOf = (lines: Line[]): number[] => lines.flatMap((line, index) => (line.kind === 'heading' ? [index] : []))
