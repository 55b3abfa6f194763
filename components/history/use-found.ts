'use client'
import { useCallback, useEffect, useState } from 'react'
import { readHistory } from '@/lib/client/history'
import { dayAfter, fromWallClock } from '@/lib/client/hotel-time'
import type { Found, FoundPage } from '@/lib/history/schema'
import { useHotel } from '../shell/hotel-provider'
import { readUpTo } from '../shell/use-return'
import { type Asked, isNothing, paramsOf } from './asked'

/** Long enough for a word to be typed. */
const PAUSE_MS = 220

export interface Finding {
  /** What the last answer was about; null before the first. */
  asked: Asked | null
  items: readonly Found[]
  count: number | null
  isMore: boolean
  isBehind: boolean
  next: string | null
  error: unknown
}

const NONE: Finding = { asked: null, items: [], count: null, isMore: false, isBehind: false, next: null, error: null }

export interface Seeking extends Finding {
  isAsking: boolean
  readMore: () => void
  /** The rest of what was found in one ticket. */
  readHits: (ticketId: string) => Promise<void>
  retry: () => void
}

/** Asks a moment after what is asked has changed; until the answer is there, the last one stays. On return to a list at least so many
 *  are read, if there are. */
export function useFound(asked: Asked, atLeast = 0): Seeking {
  const { timeZone } = useHotel().settings
  const [finding, setFinding] = useState(NONE)
  const [isReading, setReading] = useState(false)
  const [tries, setTries] = useState(0)
  const key = `${paramsOf(asked)}`
  const [askedKey, setAskedKey] = useState<string | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is what is asked; `tries` asks the same again; `atLeast` is of the return
  useEffect(() => {
    if (isNothing(asked)) {
      setFinding(NONE)
      setAskedKey(key)
      return
    }
    const asking = new AbortController()
    const settle = (next: Finding) => {
      if (asking.signal.aborted) return
      setFinding(next)
      setAskedKey(key)
    }
    const query = queryOf(asked, timeZone)
    const readNext = (cursor: string) => readHistory({ ...query, cursor }, asking.signal)
    const ask = () =>
      readHistory(query, asking.signal)
        .then((page) => readUpTo(page, atLeast, readNext))
        .then(
          (page) => settle({ ...NONE, ...page, asked }),
          (error: unknown) => settle({ ...NONE, asked, error }),
        )
    const timer = setTimeout(ask, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [key, timeZone, tries])

  const readMore = useCallback(() => {
    const { next } = finding
    if (next === null || isReading) return
    setReading(true)
    // Only for what it was asked after: meanwhile something else may have been found.
    const settle = (after: Finding) => setFinding((now) => (now === finding ? after : now))
    readHistory({ ...queryOf(asked, timeZone), cursor: next })
      .then(
        (page) => settle(joined(finding, page)),
        (error: unknown) => settle({ ...finding, error }),
      )
      .finally(() => setReading(false))
  }, [asked, timeZone, finding, isReading])
  const readHits = useCallback(
    async (ticketId: string) => {
      const { items } = await readHistory({ ...queryOf(asked, timeZone), ticket: ticketId })
      const whole = items.find(({ ticket }) => ticket.id === ticketId)
      const withWhole = (found: Found) => (whole && found.ticket.id === ticketId ? whole : found)
      // Only into what it was asked about.
      setFinding((now) => (now.asked === finding.asked ? { ...now, items: now.items.map(withWhole) } : now))
    },
    [asked, timeZone, finding.asked],
  )
  const retry = useCallback(() => {
    setAskedKey(null)
    setTries((count) => count + 1)
  }, [])
  return { ...finding, isAsking: askedKey !== key || isReading, readMore, readHits, retry }
}

const joined = (before: Finding, { items, next }: FoundPage): Finding => ({
  ...before,
  items: [...before.items, ...items],
  ...{ next, error: null },
})

/** Days are the hotel's; the server takes moments. */
export function queryOf(asked: Asked, timeZone: string): Record<string, string> {
  const { since, until, ...rest } = Object.fromEntries(paramsOf(asked))
  const begin = (day: string) => fromWallClock(`${day}T00:00`, timeZone) ?? ''
  return { ...rest, ...(since && { since: begin(since) }), ...(until && { until: begin(dayAfter(until)) }) }
}
