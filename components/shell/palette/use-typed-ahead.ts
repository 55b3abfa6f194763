'use client'
/** What is typed before the palette's field has the focus is for the palette, and for no single key of the page. */
import { useCallback, useEffect, useRef } from 'react'
import { typeAhead } from '../typing'

/** Answers what takes all that was typed until now, and leaves the keys to the field from then on. */
export function useTypedAhead(onClose: () => void): () => string {
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
    // Some of the page's own listeners come first: they ask.
    const end = typeAhead()
    window.addEventListener('keydown', listen, { capture: true })
    return () => {
      end()
      window.removeEventListener('keydown', listen, { capture: true })
    }
  }, [])
  return useCallback(() => {
    isOver.current = true
    return typed.current
  }, [])
}
