'use client'
/** Where a thread is scrolled: at its end unless the reader went up, and not moved by older messages loaded above. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Row } from './thread-rows'

/** This close to the end counts as at the end. */
const NEAR_PX = 48
/** Below the day that stays at the top. */
const ROW_TOP_PX = 56

export interface ThreadScroll {
  scroller: React.RefObject<HTMLDivElement | null>
  content: React.RefObject<HTMLDivElement | null>
  unreadLine: React.RefObject<HTMLLIElement | null>
  isAtEnd: boolean
  onScroll: () => void
  toEnd: () => void
  toUnread: () => void
}

interface Shown {
  rows: Row[]
  /** The thread goes on below what is shown: its end is no end. */
  goesOn: boolean
  /** The entry to be shown and focused, once each time that it is another. */
  anchor: number | null
}

export function useThreadScroll({ rows, goesOn, anchor }: Shown): ThreadScroll {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const unreadLine = useRef<HTMLLIElement>(null)
  const isStuck = useRef(true)
  const [isAtEnd, setAtEnd] = useState(true)

  const measure = useCallback(() => {
    const box = scroller.current
    if (!box) return
    isStuck.current = !goesOn && box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
    setAtEnd(isStuck.current)
  }, [goesOn])
  const toEnd = useCallback(() => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight })
    measure()
  }, [measure])
  const toUnread = useCallback(() => {
    const box = scroller.current
    if (!box || !unreadLine.current) return
    const top = unreadLine.current.getBoundingClientRect().top - box.getBoundingClientRect().top
    box.scrollTo({ top: box.scrollTop + top - ROW_TOP_PX })
    measure()
  }, [measure])

  // Before the first paint: where the unread begins, else the end.
  const begin = useRef(() => (unreadLine.current ? toUnread() : toEnd()))
  useLayoutEffect(() => begin.current(), [])
  useKeepPlace(scroller, rows)
  useReveal(scroller, anchor, toEnd, measure)
  // Back from the past: to the end, once that is what is shown.
  const wentOn = useRef(goesOn)
  useLayoutEffect(() => {
    if (wentOn.current && !goesOn && anchor === null) toEnd()
    wentOn.current = goesOn
  }, [goesOn, anchor, toEnd])
  useStayAtEnd(scroller, content, isStuck)
  return { scroller, content, unreadLine, isAtEnd, onScroll: measure, toEnd, toUnread }
}

/** What is being read stays where it is when something is put above it. */
function useKeepPlace(scroller: React.RefObject<HTMLDivElement | null>, rows: Row[]) {
  const before = useRef({ first: '', height: 0 })
  const first = rows.find((row) => row.kind === 'message' || row.kind === 'entry')?.key ?? ''
  useLayoutEffect(() => {
    const box = scroller.current
    if (!box) return
    const isPrepended = before.current.first !== '' && before.current.first !== first
    if (isPrepended) box.scrollTop += box.scrollHeight - before.current.height
    before.current = { first, height: box.scrollHeight }
  })
}

/** The entry that was asked for comes into the middle, with the focus; when none is asked for any more, the end. */
function useReveal(
  scroller: React.RefObject<HTMLDivElement | null>,
  anchor: number | null,
  toEnd: () => void,
  measure: () => void,
) {
  const revealed = useRef<number | null>(null)
  useLayoutEffect(() => {
    if (revealed.current === anchor) return
    if (anchor === null) {
      revealed.current = null
      toEnd()
      return
    }
    const box = scroller.current
    const row = box?.querySelector<HTMLElement>(`[data-seq="${anchor}"]`)
    if (!box || !row) return
    revealed.current = anchor
    // Not by `scrollIntoView`, which would move the page as well.
    const top = row.getBoundingClientRect().top - box.getBoundingClientRect().top
    const above = Math.max(ROW_TOP_PX, (box.clientHeight - row.offsetHeight) / 2)
    box.scrollTo({ top: box.scrollTop + top - above })
    row.focus({ preventScroll: true })
    measure()
  })
}

/** New messages, a growing composer or a keyboard that opens: the end stays in sight for whoever is at the end. */
function useStayAtEnd(
  scroller: React.RefObject<HTMLDivElement | null>,
  content: React.RefObject<HTMLDivElement | null>,
  isStuck: React.RefObject<boolean>,
) {
  useEffect(() => {
    const box = scroller.current
    if (!box || !content.current || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => {
      if (isStuck.current) box.scrollTop = box.scrollHeight
    })
    observer.observe(box)
    observer.observe(content.current)
    return () => observer.disconnect()
  }, [scroller, content, isStuck])
}
