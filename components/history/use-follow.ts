'use client'
import { useEffect, useRef, useState } from 'react'
import { useLive } from '@/components/live/live-provider'
import { Follower } from '@/lib/client/follower'
import { readHistory } from '@/lib/client/history'
import { TIMERS } from '@/lib/client/timers'
import type { Found } from '@/lib/history/schema'
import type { Finding } from './finding'

/** What has changed in the house is asked for so much later: of many changes at once. */
const FOLLOW_MS = 1_000

interface Following {
  finding: Finding
  /** It is being asked for: of what happens meanwhile the answer may know nothing. */
  isBusy: boolean
  /** What was asked, as the server takes it. */
  query: Record<string, string>
  onGone: (ticketId: string) => void
  /** One of the tickets of that finding, as it is found now; undefined where it is not any more. */
  onRenewed: (of: Finding, ticketId: string, found: Found | undefined) => void
  /** Anything may have changed. */
  onDoubt: (pauseMs: number) => void
}

/** Keeps what was found true while it is shown: words may have been removed, or somebody's sight of a ticket. What changes is
 *  asked for anew, and nothing else. */
export function useFollow(following: Following): void {
  const { finding, isBusy, onGone, onDoubt } = following
  const latest = useRef(following)
  useEffect(() => {
    latest.current = following
  })
  const [follower] = useState(
    () =>
      new Follower(TIMERS, FOLLOW_MS, async (ticket, signal) => {
        const { query, finding, onRenewed } = latest.current
        if (!isIn(finding, ticket)) return
        const { items } = await readHistory({ ...query, ticket }, signal)
        onRenewed(finding, ticket, items[0])
      }),
  )
  const noted = useRef(new Set<string>())
  const doubt = useRef<number | null>(null)
  useLive((event) => {
    if (event.event === 'gone') onGone(event.data.ticketId)
    if (event.event === 'reset' && event.data.scope === 'board') {
      const pauseMs = FOLLOW_MS + Math.random() * (event.data.withinMs ?? 0)
      // A question that is under way is answered first: doubts may come faster than answers.
      if (isBusy) doubt.current = pauseMs
      else onDoubt(pauseMs)
    }
    const changed = event.event === 'gone' ? event.data.ticketId : event.event === 'ticket' ? event.data.id : null
    if (changed === null) return
    if (isBusy) noted.current.add(changed)
    else if (isIn(finding, changed)) follower.note([changed])
  })
  useEffect(() => {
    if (isBusy) return
    follower.note([...noted.current].filter((id) => isIn(finding, id)))
    noted.current.clear()
    const pauseMs = doubt.current
    doubt.current = null
    if (pauseMs !== null) latest.current.onDoubt(pauseMs)
  }, [isBusy, finding, follower])
  // Of a new answer all that was open is to be read again.
  const { key, tries } = finding
  // biome-ignore lint/correctness/useExhaustiveDependencies: an answer begins with its question and its try
  useEffect(() => follower.note(latest.current.finding.opened), [key, tries, follower])
  useEffect(() => follower.stop, [follower])
}

const isIn = ({ items }: Finding, ticketId: string): boolean => items.some(({ ticket }) => ticket.id === ticketId)
