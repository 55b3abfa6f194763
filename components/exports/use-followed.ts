'use client'
import { useEffect, useState } from 'react'
import { readExport } from '@/lib/client/exports'
import type { Export } from '@/lib/exports/vocabulary'

const LOOK_MS = 800
/** Its file is taken at once; what has not been begun by then is not going to be. */
const BEGINS_WITHIN_MS = 60_000

/** An export as it is now, until it has ended. */
export function useFollowed(taken: Export): Export {
  const [known, setKnown] = useState(taken)
  const { id, state, askedAt } = known
  useEffect(() => {
    const isOver = () => state === 'asked' && Date.now() - Date.parse(askedAt) > BEGINS_WITHIN_MS
    if ((state !== 'asked' && state !== 'running') || isOver()) return
    const looking = new AbortController()
    const timer = setInterval(() => {
      if (isOver()) return clearInterval(timer)
      readExport(id, looking.signal).then(
        (now) => looking.signal.aborted || setKnown(now),
        // Whoever cannot ask now asks again.
        () => {},
      )
    }, LOOK_MS)
    return () => {
      clearInterval(timer)
      looking.abort()
    }
  }, [id, state, askedAt])
  return known
}
