'use client'
/** Brings the entry that the address names into what is shown of the thread, however far away it is: only the page around it is
 *  asked for. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { readThreadAt } from '@/lib/client/thread'
import { useAddressedSeq } from './address'
import { shownOf } from './thread-past'
import type { Thread, ThreadAction } from './thread-reducer'

export interface PlaceHandle {
  /** The entry that was asked for, once it is shown: the newest, for a seq that there is not yet. */
  anchor: number | null
  state: 'there' | 'seeking' | 'failed'
  retry: () => void
}

export function usePlace(thread: Thread, dispatch: React.Dispatch<ThreadAction>): PlaceHandle {
  const { ticketId } = thread
  const addressed = useAddressedSeq()
  const [found, setFound] = useState<{ asked: number; anchor: number | null } | null>(null)
  const [failed, setFailed] = useState<number | null>(null)
  const latest = useRef(thread)
  latest.current = thread
  const seek = useCallback(
    async (seq: number) => {
      setFailed(null)
      const has = (entries: Thread['entries']) => entries.some((entry) => entry.seq === seq)
      if (has(shownOf(latest.current).entries)) return seq
      if (has(latest.current.entries)) {
        dispatch({ event: 'newest' })
        return seq
      }
      const page = await readThreadAt(ticketId, { around: seq })
      dispatch({ event: 'around', data: page })
      return page.anchor ?? null
    },
    [ticketId, dispatch],
  )
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn is another try
  useEffect(() => {
    if (addressed === null) {
      dispatch({ event: 'newest' })
      return
    }
    let isHere = true
    seek(addressed).then(
      (anchor) => isHere && setFound({ asked: addressed, anchor }),
      () => isHere && setFailed(addressed),
    )
    return () => {
      isHere = false
    }
  }, [addressed, seek, dispatch, turn])
  const anchor = addressed !== null && found?.asked === addressed ? found.anchor : null
  const isFailed = addressed !== null && failed === addressed
  const isThere = addressed === null || found?.asked === addressed
  return {
    anchor,
    state: isFailed ? 'failed' : isThere ? 'there' : 'seeking',
    retry: () => setTurn(turn + 1),
  }
}
