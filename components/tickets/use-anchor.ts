'use client'
/** Keeps what is in sight in its place when lines come, go or grow above it. At the very top nothing is kept: what comes in
 *  there is to be seen. Another filter begins at the top. The browser's own anchoring knows nothing of lines that are not drawn, and Safari has none. */
import { useLayoutEffect, useRef } from 'react'
import type { Filter } from './board-view'

/** For a scrolling element whose lines carry `data-line`. It must have `overflow-anchor: none`. */
export function useAnchor(scroller: React.RefObject<HTMLElement | null>, filter: Filter): void {
  const places = useRef<ReadonlyMap<string, number>>(new Map())
  const last = useRef(filter)
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    if (last.current !== filter) element.scrollTop = 0
    last.current = filter
    const now = placesIn(element)
    const shift = shiftBetween(places.current, now, element.scrollTop, element.clientHeight)
    places.current = now
    if (element.scrollTop > 0 && Math.abs(shift) >= 0.5) element.scrollTop += shift
  })
}

/** Where each line begins, from the top of the list. */
function placesIn(element: HTMLElement): Map<string, number> {
  const top = element.getBoundingClientRect().top - element.scrollTop
  const lines = element.querySelectorAll<HTMLElement>('[data-line]')
  return new Map(Array.from(lines, (line) => [line.dataset.line ?? '', line.getBoundingClientRect().top - top]))
}

/** How far the lines that were in sight have moved: most of them, for one may have gone to another place by itself. */
export function shiftBetween(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
  scrollTop: number,
  height: number,
): number {
  const shifts: number[] = []
  for (const [line, was] of before) {
    const is = now.get(line)
    if (is !== undefined && was >= scrollTop && was < scrollTop + height) shifts.push(is - was)
  }
  shifts.sort((a, b) => a - b)
  return shifts[Math.floor(shifts.length / 2)] ?? 0
}
