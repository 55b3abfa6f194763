'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { readHistory } from '@/lib/client/history'
import { dayAfter, fromWallClock } from '@/lib/client/hotel-time'
import { useHotel } from '../shell/hotel-provider'
import { readUpTo } from '../shell/use-return'
import { type Asked, isNothing, paramsOf } from './asked'
import { type Finding, joined, NONE, withoutTicket, withWhole } from './finding'
import { useFollow } from './use-follow'

/** Long enough for a word to be typed. */
const PAUSE_MS = 220
/** What has changed in the house is asked for so much later: of many changes at once. */
const FOLLOW_MS = 1_000

export interface Seeking extends Finding {
  isAsking: boolean
  readMore: () => void
  /** The rest of what was found in one ticket. */
  readHits: (ticketId: string) => Promise<void>
  retry: () => void
}

/** Asks a moment after what is asked has changed; until the answer is there, the last one stays. What is shown is asked for anew, as
 *  far as it had been read, when a ticket in it changes: its words may have been removed. On return to a list `atLeast` so many are
 *  read, if there are. */
export function useFound(asked: Asked, atLeast = 0): Seeking {
  const { timeZone } = useHotel().settings
  const [finding, setFinding] = useState(NONE)
  const [isReading, setReading] = useState(false)
  const [tries, setTries] = useState({ count: 0, pauseMs: PAUSE_MS })
  const key = `${paramsOf(asked)}`
  const [askedKey, setAskedKey] = useState<string | null>(null)
  const [answered, setAnswered] = useState(0)
  /** How far it had been read, and of which tickets all that was found. */
  const kept = useRef({ key, count: atLeast, whole: new Set<string>() })
  if (kept.current.key !== key) kept.current = { key, count: 0, whole: new Set() }

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is what is asked; `tries` asks the same again
  useEffect(() => {
    const asking = new AbortController()
    const settle = (next: Finding) => {
      if (asking.signal.aborted) return
      setFinding(next)
      setAskedKey(key)
      setAnswered(tries.count)
    }
    if (isNothing(asked)) return settle(NONE)
    const query = queryOf(asked, timeZone)
    const read = async (more: Record<string, string> = {}) => readHistory({ ...query, ...more }, asking.signal)
    const readAll = async () => {
      const { count, whole } = kept.current
      const page = await readUpTo(await read(), count, (cursor) => read({ cursor }))
      const opened = page.items.filter(({ ticket }) => whole.has(ticket.id))
      const wholes = await Promise.all(opened.map(({ ticket }) => read({ ticket: ticket.id })))
      return { ...page, items: wholes.reduce((items, { items: [one] }) => withWhole(items, one), page.items) }
    }
    const ask = () =>
      readAll().then(
        (page) => settle({ ...NONE, ...page, asked }),
        (error: unknown) => settle({ ...NONE, asked, error }),
      )
    const timer = setTimeout(ask, tries.pauseMs)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [key, timeZone, tries])

  const askAgain = useCallback((pauseMs: number) => setTries(({ count }) => ({ count: count + 1, pauseMs })), [])
  const isAsking = askedKey !== key
  useFollow({
    items: finding.items,
    isBusy: isAsking || isReading || answered !== tries.count,
    onGone: (ticketId) => setFinding((now) => withoutTicket(now, ticketId)),
    onChange: () => {
      kept.current.count = finding.items.length
      askAgain(FOLLOW_MS)
    },
  })

  const readMore = useCallback(() => {
    const { asked, next } = finding
    if (asked === null || next === null || isReading) return
    setReading(true)
    // Only for what it was asked after: meanwhile something else may have been found.
    const settle = (after: (now: Finding) => Finding) =>
      setFinding((now) => (now.asked === finding.asked && now.next === next ? after(now) : now))
    readHistory({ ...queryOf(asked, timeZone), cursor: next })
      .then(
        (page) => settle((now) => joined(now, page)),
        (error: unknown) => settle((now) => ({ ...now, error })),
      )
      .finally(() => setReading(false))
  }, [timeZone, finding, isReading])
  const readHits = useCallback(
    async (ticketId: string) => {
      if (finding.asked === null) return
      const {
        items: [one],
      } = await readHistory({ ...queryOf(finding.asked, timeZone), ticket: ticketId })
      kept.current.whole.add(ticketId)
      setFinding((now) => (now.asked === finding.asked ? { ...now, items: withWhole(now.items, one) } : now))
    },
    [timeZone, finding.asked],
  )
  const retry = useCallback(() => {
    setAskedKey(null)
    askAgain(PAUSE_MS)
  }, [askAgain])
  return { ...finding, isAsking: isAsking || isReading, readMore, readHits, retry }
}

/** Days are the hotel's; the server takes moments. */
export function queryOf(asked: Asked, timeZone: string): Record<string, string> {
  const { since, until, ...rest } = Object.fromEntries(paramsOf(asked))
  const begin = (day: string) => fromWallClock(`${day}T00:00`, timeZone) ?? ''
  return { ...rest, ...(since && { since: begin(since) }), ...(until && { until: begin(dayAfter(until)) }) }
}
