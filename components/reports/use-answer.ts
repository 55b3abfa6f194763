'use client'
import { useCallback, useEffect, useState } from 'react'

interface Answer<T> {
  /** The last one, also while the next is asked for. */
  answer: T | null
  error: unknown
  isAsking: boolean
  retry: () => void
}

/** Asks whenever what is asked has changed. `read` must be the same for the same `key`. */
export function useAnswer<T>(key: string, read: (signal: AbortSignal) => Promise<T>): Answer<T> {
  const [settled, setSettled] = useState<{ key: string; answer: T | null; error: unknown } | null>(null)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is what is asked; `tries` asks the same again
  useEffect(() => {
    const asking = new AbortController()
    const settle = (answer: T | null, error: unknown) => {
      if (!asking.signal.aborted) setSettled({ key, answer, error })
    }
    read(asking.signal).then(
      (answer) => settle(answer, null),
      (error: unknown) => settle(null, error),
    )
    return () => asking.abort()
  }, [key, tries])
  const retry = useCallback(() => {
    setSettled(null)
    setTries((count) => count + 1)
  }, [])
  return { answer: settled?.answer ?? null, error: settled?.error ?? null, isAsking: settled?.key !== key, retry }
}
