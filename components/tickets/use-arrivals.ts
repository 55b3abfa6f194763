'use client'
/** Notices tickets that came in while one looks: to let them fade in, to say so to a screen reader, and to count those that
 *  came in above what is in sight. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useBoard } from './board-provider'

const FRESH_MS = 2_000
const NONE: ReadonlySet<string> = new Set()

interface Arrivals {
  /** Came in a moment ago. */
  fresh: ReadonlySet<string>
  /** Came in since the list was last at its top. */
  unseen: ReadonlySet<string>
  markSeen: () => void
}

export function useArrivals(): Arrivals {
  const { rows, personId } = useBoard().board
  const known = useRef<ReadonlySet<string>>(null)
  const [fresh, setFresh] = useState(NONE)
  const [unseen, setUnseen] = useState(NONE)

  useEffect(() => {
    const before = known.current
    known.current = new Set(rows.keys())
    if (!before) return
    const arrived = [...rows.values()].filter(({ ticket }) => !before.has(ticket.id) && ticket.openerId !== personId)
    if (arrived.length === 0) return
    const ids = arrived.map(({ ticket }) => ticket.id)
    setFresh(new Set(ids))
    setUnseen((already) => new Set([...already, ...ids]))
  }, [rows, personId])

  useEffect(() => {
    if (fresh.size === 0) return
    const timer = setTimeout(() => setFresh(NONE), FRESH_MS)
    return () => clearTimeout(timer)
  }, [fresh])

  const markSeen = useCallback(() => setUnseen((before) => (before.size === 0 ? before : NONE)), [])
  return { fresh, unseen, markSeen }
}
