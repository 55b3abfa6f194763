'use client'
/** A ticket's story on a page: what the server sent with it, and page after page of the rest. */
import { useCallback, useEffect, useState } from 'react'
import { readStoryPage } from '@/lib/client/story'
import type { StoryPage } from '@/lib/history/story/schema'

export interface StoryHandle {
  story: StoryPage
  state: 'whole' | 'loading' | 'failed'
  retry: () => void
}

export function useStory(first: StoryPage): StoryHandle {
  const [story, setStory] = useState(first)
  const [isFailed, setFailed] = useState(false)
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
  const retry = useCallback(() => setFailed(false), [])
  return { story, state: isFailed ? 'failed' : next === null ? 'whole' : 'loading', retry }
}

const withPage = (known: StoryPage, page: StoryPage): StoryPage => ({
  ...page,
  entries: [...known.entries, ...page.entries],
  reads: [...known.reads, ...page.reads],
  alerts: known.alerts,
})
