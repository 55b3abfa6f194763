'use client'
import { useEffect, useState } from 'react'
import { readFound } from '@/lib/client/board'
import type { Ticket } from '@/lib/tickets/schema'

/** Long enough for a word to be typed. */
const PAUSE_MS = 250
const LEAST = 2
const NONE: readonly Ticket[] = []

/** What the server finds, open or ended: the ended are on no board. Nothing while it is asked, or when it does not answer. */
export function useFoundTickets(typed: string): readonly Ticket[] {
  const words = typed.trim()
  const [found, setFound] = useState<{ words: string; tickets: readonly Ticket[] }>({ words: '', tickets: NONE })
  useEffect(() => {
    if (words.length < LEAST) return
    const asking = new AbortController()
    const timer = setTimeout(() => {
      readFound(words, asking.signal).then(
        (rows) => setFound({ words, tickets: rows.map(({ ticket }) => ticket) }),
        () => {},
      )
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [words])
  return found.words === words ? found.tickets : NONE
}
