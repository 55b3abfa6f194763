'use client'
/** Loads the pages of a thread before and after what is shown of it. */
import { useCallback, useRef, useState } from 'react'
import type { ThreadPage } from '@/lib/chat/schema'
import { readThreadAfter, readThreadPage } from '@/lib/client/thread'
import type { ThreadAction } from './thread-reducer'

export type Loading = 'ready' | 'loading' | 'failed' | 'none'

export interface Pages {
  older: Loading
  /** The page before, or as many pages as it takes to have everything after `seq`. */
  loadOlder: (seq?: number) => Promise<void>
  newer: Loading
  loadNewer: () => Promise<void>
}

interface Shown {
  before: number | null
  after: number | null
}

export function usePages(ticketId: string, { before, after }: Shown, take: React.Dispatch<ThreadAction>): Pages {
  const older = useLoading(
    useCallback(
      async (seq?: number) => {
        for (let from = before; from !== null; ) {
          const page = await readThreadPage(ticketId, from)
          take({ event: 'older', data: page })
          from = seq !== undefined && page.before !== null && page.before > seq + 1 ? page.before : null
        }
      },
      [ticketId, before, take],
    ),
  )
  const newer = useLoading(
    useCallback(async () => {
      if (after === null) return
      const data: ThreadPage = await readThreadAfter(ticketId, after)
      take({ event: 'newer', data })
    }, [ticketId, after, take]),
  )
  return {
    older: before === null ? 'none' : older.state,
    loadOlder: older.load,
    newer: after === null ? 'none' : newer.state,
    loadNewer: newer.load,
  }
}

/** One at a time. */
function useLoading<T extends unknown[]>(work: (...asked: T) => Promise<void>) {
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('ready')
  const isLoading = useRef(false)
  const load = useCallback(
    async (...asked: T) => {
      if (isLoading.current) return
      isLoading.current = true
      setState('loading')
      try {
        await work(...asked)
        setState('ready')
      } catch {
        setState('failed')
      } finally {
        isLoading.current = false
      }
    },
    [work],
  )
  return { state, load }
}
