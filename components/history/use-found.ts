'use client'
import { useCallback, useEffect, useRef, useState } from 'react'
import { backoff } from '@/lib/client/backoff'
import { readHistory } from '@/lib/client/history'
import { useHotel } from '../shell/hotel-provider'
import { readUpTo } from '../shell/use-return'
import { type Asked, isNothing, paramsOf, queryOf } from './asked'
import { type Finding, isSameAnswer, joined, NONE, opened, renewed, withoutTicket } from './finding'
import { useFollow } from './use-follow'

/** Long enough for a word to be typed. */
const PAUSE_MS = 220

export interface Seeking extends Finding {
  isAsking: boolean
  readMore: () => void
  /** The rest of what was found in one ticket. */
  readHits: (ticketId: string) => Promise<void>
  retry: () => void
}

/** Asks a moment after what is asked has changed; until the answer is there, the last one stays. What is shown follows the house.
 *  On return to a list `atLeast` so many are read, if there are. */
export function useFound(asked: Asked, atLeast = 0): Seeking {
  const { timeZone } = useHotel().settings
  const { finding, setFinding, isAsking, isBusy, askAgain } = useAnswer(asked, atLeast)
  const [isReading, setReading] = useState(false)
  const query = queryOf(finding.asked ?? asked, timeZone)
  useFollow({
    ...{ finding, query, isBusy: isBusy || isReading },
    onGone: (ticketId) => setFinding((now) => withoutTicket(now, ticketId)),
    // What was asked for before the last answer is no newer than that.
    onRenewed: (of, ticketId, found) =>
      setFinding((now) => (isSameAnswer(now, of) ? renewed(now, ticketId, found) : now)),
    onDoubt: (pauseMs) => askAgain(pauseMs),
  })

  const { key, next } = finding
  const readMore = () => {
    if (finding.asked === null || next === null || isReading) return
    setReading(true)
    // Only for what it was asked after: meanwhile something else may have been found.
    const settle = (after: (now: Finding) => Finding) =>
      setFinding((now) => (now.key === key && now.next === next ? after(now) : now))
    readHistory({ ...query, cursor: next })
      .then(
        (page) => settle((now) => joined(now, page)),
        (error: unknown) => settle((now) => ({ ...now, error })),
      )
      .finally(() => setReading(false))
  }
  const readHits = async (ticketId: string) => {
    if (finding.asked === null) return
    const { items } = await readHistory({ ...query, ticket: ticketId })
    setFinding((now) => (now.key === key ? opened(now, items[0]) : now))
  }
  return { ...finding, isAsking: isAsking || isReading, readMore, readHits, retry: () => askAgain(0) }
}

/** The answer to what is asked, and to the same asked again. */
function useAnswer(asked: Asked, atLeast: number) {
  const { timeZone } = useHotel().settings
  const [finding, setFinding] = useState(NONE)
  const [again, setAgain] = useState({ tries: 0, of: '', pauseMs: PAUSE_MS, failures: 0 })
  const key = `${paramsOf(asked)}`
  const shown = useRef(finding)
  useEffect(() => {
    shown.current = finding
  })
  const askAgain = useCallback(
    (pauseMs: number, failures = 0) => setAgain(({ tries }) => ({ tries: tries + 1, of: key, pauseMs, failures })),
    [key],
  )

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is what is asked; `again` asks the same again
  useEffect(() => {
    const { tries } = again
    // What is asked next owes nothing to what this was asked again for.
    const { pauseMs, failures } = again.of === key ? again : { pauseMs: PAUSE_MS, failures: 0 }
    if (isNothing(asked)) return setFinding({ ...NONE, tries })
    const asking = new AbortController()
    const query = queryOf(asked, timeZone)
    const isShown = () => shown.current.key === key && shown.current.items.length > 0
    const read = (more: Record<string, string> = {}) => readHistory({ ...query, ...more }, asking.signal)
    const ask = async () => {
      const count = isShown() ? shown.current.items.length : atLeast
      return readUpTo(await read(), count, (cursor) => read({ cursor }))
    }
    const take = (next: Partial<Finding>) =>
      setFinding((now) => ({ ...NONE, asked, key, tries, ...(now.key === key && { opened: now.opened }), ...next }))
    const fail = (error: unknown) => {
      if (asking.signal.aborted) return
      // What is shown stays, and is asked for until it is known.
      if (isShown()) askAgain(backoff(failures), failures + 1)
      else take({ error })
    }
    const timer = setTimeout(() => ask().then((page) => asking.signal.aborted || take(page), fail), pauseMs)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [key, timeZone, again])

  const isAsking = finding.key !== key || (finding.tries !== again.tries && finding.items.length === 0)
  return { finding, setFinding, isAsking, isBusy: isAsking || finding.tries !== again.tries, askAgain }
}
