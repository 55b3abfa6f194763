'use client'
/** A ticket's story on a page: what the server sent with it, page after page of the rest, and all of it anew when something has
 *  happened since, for what it says may have been removed. */
import { useCallback, useEffect, useState } from 'react'
import { useLive } from '@/components/live/live-provider'
import { ApiError } from '@/lib/client/api'
import { isRefused } from '@/lib/client/refused'
import { onRemoved } from '@/lib/client/removals'
import { Rereader } from '@/lib/client/rereader'
import { readStoryPage } from '@/lib/client/story'
import { TIMERS } from '@/lib/client/timers'
import type { StoryPage } from '@/lib/history/story/schema'
import type { LiveEvent } from '@/lib/live/events'

/** Much may happen at once. */
const FOLLOW_MS = 2_000

export interface StoryHandle {
  story: StoryPage
  state: 'whole' | 'loading' | 'failed'
  /** It is not this reader's to see any more. */
  isGone: boolean
  retry: () => void
}

export function useStory(first: StoryPage): StoryHandle {
  const [story, setStory] = useState(first)
  const [isFailed, setFailed] = useState(false)
  const [isGone, setGone] = useState(false)
  const { next, ticket } = story
  useEffect(() => {
    if (next === null || isFailed) return
    let isHere = true
    readStoryPage(ticket.id, next).then(
      (page) => isHere && setStory((known) => withPage(known, page)),
      () => isHere && setFailed(true),
    )
    return () => {
      isHere = false
    }
  }, [next, ticket.id, isFailed])
  const [reader] = useState(
    () =>
      new Rereader(TIMERS, {
        read: (signal) => readWhole(ticket.id, signal),
        taken: (whole) => {
          setStory(whole)
          setFailed(false)
        },
        failed: (error) => {
          if (error instanceof ApiError && error.status === 404) setGone(true)
          return isRefused(error)
        },
      }),
  )
  useLive((event) => {
    if (event.event === 'gone' && event.data.ticketId === ticket.id) setGone(true)
    if (isAbout(event, ticket.id)) reader.refresh(FOLLOW_MS)
  })
  useEffect(() => onRemoved(ticket.id, reader.refresh), [ticket.id, reader])
  useEffect(() => reader.stop, [reader])
  const retry = useCallback(() => setFailed(false), [])
  return { story, isGone, state: isFailed ? 'failed' : next === null ? 'whole' : 'loading', retry }
}

function isAbout({ event, data }: LiveEvent, ticketId: string): boolean {
  if (event === 'ticket') return data.id === ticketId
  if (event === 'activity' || event === 'entry') return data.ticketId === ticketId
  return event === 'reset' && data.scope === 'board'
}

async function readWhole(ticketId: string, signal: AbortSignal): Promise<StoryPage> {
  let whole = await readStoryPage(ticketId, undefined, signal)
  while (whole.next !== null) whole = withPage(whole, await readStoryPage(ticketId, whole.next, signal))
  return whole
}

const withPage = (known: StoryPage, page: StoryPage): StoryPage => ({
  ...page,
  entries: [...known.entries, ...page.entries],
  reads: [...known.reads, ...page.reads],
  alerts: known.alerts,
})
