'use client'
/** Keeps what is shown still under a pointer: from press to release nothing moves, so nobody presses what slid under their
 *  finger. What came in between is shown at the release. */
import { useCallback, useState } from 'react'
import { useRelease } from './use-release'

export function useSteady<T>(value: T): { shown: T; hold: () => void; isHeld: boolean } {
  const [held, setHeld] = useState<{ value: T } | null>(null)
  const hold = useCallback(() => setHeld((before) => before ?? { value }), [value])
  const isHeld = held !== null
  const letGo = useCallback(() => setHeld(null), [])
  useRelease(isHeld, letGo)
  return { shown: held ? held.value : value, hold, isHeld }
}
