'use client'
/** Notices tickets that came in while one looks: to let them fade in, to say so to a screen reader, and to count those that
 *  came in above what is in sight. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { useBoard } from './board-provider'
import { useFilter } from './filter-provider'

const FRESH_MS = 2_000
const NONE: ReadonlySet<string> = new Set()

interface Arrivals {
  /** Came in a moment ago. */
  fresh: ReadonlySet<string>
  /** How many came in above what is in sight, and have not been in sight since. */
  above: number
  /** To be called when the list has scrolled. */
  look: () => void
}

/** `isAbove` tells whether a ticket's row lies above what it shows, null when it has none. */
export function useArrivals(isAbove: (ticketId: string) => boolean | null): Arrivals {
  const { personId } = useBoard().board
  const { rows, isPart } = useFilter()
  const wasPart = useRef(isPart)
  const known = useRef<ReadonlySet<string>>(null)
  const [fresh, setFresh] = useState(NONE)
  const [unseen, setUnseen] = useState(NONE)

  const look = useCallback(() => {
    setUnseen((before) => {
      const left = [...before].filter((id) => isAbove(id) === true)
      return left.length === before.size ? before : new Set(left)
    })
  }, [isAbove])

  useEffect(() => {
    const before = known.current
    known.current = new Set(rows.keys())
    const isRest = wasPart.current
    wasPart.current = isPart
    // What was there before one came, and is only here now, has not come in.
    if (!before || isRest) return
    const arrived = [...rows.values()].filter(({ ticket }) => !before.has(ticket.id) && ticket.openerId !== personId)
    if (arrived.length === 0) return
    const ids = arrived.map(({ ticket }) => ticket.id)
    setFresh(new Set(ids))
    setUnseen((already) => new Set([...already, ...ids.filter((id) => isAbove(id) === true)]))
  }, [rows, personId, isPart, isAbove])

  useEffect(() => {
    if (fresh.size === 0) return
    const timer = setTimeout(() => setFresh(NONE), FRESH_MS)
    return () => clearTimeout(timer)
  }, [fresh])

  return { fresh, above: unseen.size, look }
}
