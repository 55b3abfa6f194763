'use client'
/** A list that completes what is being written: by arrows, Enter, Tab or a tap, while the focus stays in the text. */
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Completed } from './mentions'

export interface Writing {
  box: RefObject<HTMLTextAreaElement | null>
  text: string
  write: (text: string) => void
}

interface Completing<T> extends Writing {
  /** What has been begun where the caret stands. */
  begunAt: (text: string, caret: number) => { from: number; query: string } | null
  /** Must be the same function until it finds other things. */
  find: (query: string) => readonly T[]
  complete: (text: string, from: number, caret: number, chosen: T) => Completed
}

export interface Completion<T> {
  suggestions: readonly T[]
  active: T | undefined
  /** Whether something has been begun, found or not. */
  isOpen: boolean
  /** Call it whenever the caret may have moved. */
  onCaret: () => void
  /** True when the key was meant for the list. */
  onKey: (event: React.KeyboardEvent) => boolean
  take: (chosen: T) => void
  /** Write something, and select a part of it. */
  put: (done: Completed) => void
}

export function useCompletion<T>({ box, text, write, begunAt, find, complete }: Completing<T>): Completion<T> {
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [closedAt, setClosedAt] = useState<number | null>(null)
  const next = useRef<Completed | null>(null)
  const begun = begunAt(text, Math.min(caret, text.length))
  const query = begun && begun.from !== closedAt ? begun.query : null
  const suggestions = useMemo(() => (query === null ? [] : find(query)), [query, find])
  const active = suggestions[Math.min(at, suggestions.length - 1)]

  useLayoutEffect(() => {
    if (next.current === null || box.current?.value !== text) return
    box.current.setSelectionRange(next.current.from, next.current.to)
    next.current = null
  }, [text, box])

  const put = (done: Completed) => {
    next.current = done
    setCaret(done.to)
    setAt(0)
    setClosedAt(null)
    write(done.text)
    box.current?.focus()
  }
  const take = (chosen: T) => {
    if (begun) put(complete(text, begun.from, caret, chosen))
  }
  const onKey = (event: React.KeyboardEvent) => {
    if (!active || !begun || event.nativeEvent.isComposing) return false
    const step = (by: number) => setAt((at + by + suggestions.length) % suggestions.length)
    if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'Escape') setClosedAt(begun.from)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) take(active)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const onCaret = () => {
    const now = box.current?.selectionStart ?? 0
    if (now === caret) return
    setCaret(now)
    setAt(0)
    setClosedAt(null)
  }
  return { suggestions, active, isOpen: query !== null, onCaret, onKey, take, put }
}
