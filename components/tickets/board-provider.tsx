'use client'
/** Holds the board of the page: starts from the server's snapshot, follows the live events, and reads a snapshot anew when
 *  the stream says that something may have been missed. */
import { createContext, useCallback, useContext, useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { useLive } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { readBoard, readListed } from '@/lib/client/board'
import type { LiveEvent } from '@/lib/live/events'
import type { ListedTicket } from '@/lib/tickets/schema'
import { type Board, type BoardEvent, boardOf, boardReducer } from './board-reducer'

interface BoardHandle {
  board: Board
  /** Take in something that this page has just learnt, such as the answer to a change. Harmless when the stream says it too. */
  apply: (event: BoardEvent) => void
  /** True while the last attempt to read the board anew has failed. */
  isStale: boolean
}

const BoardContext = createContext<BoardHandle | null>(null)

const FOLLOWED: readonly string[] = ['ticket', 'entry', 'activity', 'gone', 'read'] satisfies LiveEvent['event'][]
const isFollowed = (event: LiveEvent): event is Extract<LiveEvent, BoardEvent> => FOLLOWED.includes(event.event)

export function BoardProvider({ snapshot, children }: { snapshot: ListedTicket[]; children: React.ReactNode }) {
  const { actor } = useHotel()
  const [board, apply] = useReducer(boardReducer, snapshot, (listed) => boardOf(actor.personId, listed))
  const [isStale, setStale] = useState(false)
  const asking = useRef<AbortController>(null)
  useEffect(() => () => asking.current?.abort(), [])

  const refresh = useCallback(async () => {
    asking.current?.abort()
    const mine = new AbortController()
    asking.current = mine
    apply({ event: 'asked' })
    try {
      const data = await readBoard(mine.signal)
      if (asking.current !== mine) return
      apply({ event: 'snapshot', data })
      setStale(false)
    } catch {
      if (asking.current === mine) setStale(true)
    }
  }, [])

  useLive((event) => {
    if (event.event === 'reset' && event.data.scope === 'board') void refresh()
    if (isFollowed(event)) apply(event)
  })

  const { strangers } = board
  useEffect(() => {
    for (const id of strangers)
      readListed(id).then(
        (data) => apply({ event: 'listed', data }),
        // It left again, or the next snapshot has it.
        () => {},
      )
  }, [strangers])

  const handle = useMemo(() => ({ board, apply, isStale }), [board, isStale])
  return <BoardContext value={handle}>{children}</BoardContext>
}

export function useBoard(): BoardHandle {
  const handle = useContext(BoardContext)
  if (!handle) throw new Error('useBoard outside of BoardProvider')
  return handle
}
