'use client'
/** What is typed while the palette is still being fetched is for the palette, and for no single key of the page. */
import { useCallback, useEffect, useRef } from 'react'

interface TypedAhead {
  /** What was typed until now. */
  begun: () => string
  /** The palette is there, and has the keys itself. */
  stop: () => void
}

export function useTypedAhead(onClose: () => void): TypedAhead {
  const typed = useRef('')
  const isOver = useRef(false)
  const close = useRef(onClose)
  useEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isOver.current || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.key === 'Escape') close.current()
      else if (event.key === 'Backspace') typed.current = typed.current.slice(0, -1)
      else if (event.key.length === 1) typed.current += event.key
      else if (event.key !== 'Enter' && event.key !== 'Tab') return
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', listen, { capture: true })
    return () => window.removeEventListener('keydown', listen, { capture: true })
  }, [])
  const begun = useCallback(() => typed.current, [])
  const stop = useCallback(() => {
    isOver.current = true
  }, [])
  return { begun, stop }
}
