'use client'
/** Loads the pages of a thread before the one it was opened with. */
import { useCallback, useRef, useState } from 'react'
import type { ThreadPage } from '@/lib/chat/schema'
import { readThreadPage } from '@/lib/client/thread'
import type { Thread } from './thread-reducer'

export interface Older {
  older: 'ready' | 'loading' | 'failed' | 'none'
  /** The page before, or as many pages as it takes to have everything after `seq`. */
  loadOlder: (seq?: number) => Promise<void>
}

export function useOlder({ ticketId, before }: Thread, take: (page: ThreadPage) => void): Older {
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('ready')
  const isLoading = useRef(false)
  const loadOlder = useCallback(
    async (seq?: number) => {
      if (isLoading.current) return
      isLoading.current = true
      setState('loading')
      try {
        for (let from = before; from !== null; ) {
          const page = await readThreadPage(ticketId, from)
          take(page)
          from = seq !== undefined && page.before !== null && page.before > seq + 1 ? page.before : null
        }
        setState('ready')
      } catch {
        setState('failed')
      } finally {
        isLoading.current = false
      }
    },
    [before, ticketId, take],
  )
  return { older: before === null ? 'none' : state, loadOlder }
}
