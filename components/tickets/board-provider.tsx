'use client'
/** Holds the board of the page: starts from the server's snapshot, follows the live events, and reads a snapshot anew when
 *  the stream says that something may have been missed. */
import { createContext, startTransition, useContext, useEffect, useMemo, useReducer, useState } from 'react'
import { useLive } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { ApiError } from '@/lib/client/api'
import { readBoard, readListed } from '@/lib/client/board'
import { Rereader } from '@/lib/client/rereader'
import { TIMERS } from '@/lib/client/timers'
import type { LiveEvent } from '@/lib/live/events'
import type { ListedTicket } from '@/lib/tickets/schema'
import { type Board, type BoardEvent, boardOf, boardReducer } from './board-reducer'
import { useKeepBoard } from './use-keep-board'
import { useShownBoard } from './use-shown-board'

interface BoardHandle {
  /** With what this person did and the hotel does not know yet. */
  board: Board
  /** Take in something that this page has just learnt, such as the answer to a change. Harmless when the stream says it too. */
  apply: (event: BoardEvent) => void
  /** True while the last attempt to read the board anew has failed. */
  isStale: boolean
  /** True while it waits for its turn to be read anew, because very many screens have come back at once. */
  isAwaited: boolean
  /** Whether all of it is here: `reading` until the rest of a long board has come, `cut` where it is longer than a browser
   *  is asked to hold. */
  extent: Extent
}

/** Who waits no longer than this is told nothing of it. */
const SOON_MS = 3_000

export type Extent = 'whole' | 'reading' | 'cut'

const BoardContext = createContext<BoardHandle | null>(null)

const FOLLOWED: readonly string[] = ['ticket', 'entry', 'activity', 'gone', 'read'] satisfies LiveEvent['event'][]
const isFollowed = (event: LiveEvent): event is Extract<LiveEvent, BoardEvent> => FOLLOWED.includes(event.event)

interface Props {
  snapshot: ListedTicket[]
  /** Whether the snapshot is all there is; the rest is read at once. */
  isWhole?: boolean
  children: React.ReactNode
}

export function BoardProvider({ snapshot, isWhole = true, children }: Props) {
  const { actor } = useHotel()
  const [board, apply] = useReducer(boardReducer, snapshot, (listed) => boardOf(actor.personId, listed))
  const [isStale, setStale] = useState(false)
  const [isAwaited, setAwaited] = useState(false)
  const [extent, setExtent] = useState<Extent>(isWhole ? 'whole' : 'reading')
  const [reader] = useState(
    () =>
      new Rereader(TIMERS, {
        read: readBoard,
        asked: () => apply({ event: 'asked' }),
        taken: ({ rows, isWhole }) => {
          // However long it is, what is typed meanwhile goes first.
          startTransition(() => {
            apply({ event: 'snapshot', data: rows })
            setStale(false)
            setAwaited(false)
            setExtent(isWhole ? 'whole' : 'cut')
          })
        },
        failed: () => {
          setStale(true)
          return false
        },
      }),
  )
  useEffect(() => {
    if (!isWhole) reader.refresh()
    return reader.stop
  }, [reader, isWhole])

  useLive((event) => {
    if (event.event === 'reset' && event.data.scope === 'board') {
      const { withinMs = 0 } = event.data
      reader.refresh(withinMs)
      if (withinMs > SOON_MS) setAwaited(true)
    }
    // A moment after the open thread: its message does not wait for thousands of rows.
    if (isFollowed(event)) startTransition(() => apply(event))
  })

  const { strangers } = board
  useEffect(() => {
    for (const id of strangers)
      readListed(id).then(
        (data) => apply({ event: 'listed', data }),
        (error: unknown) => {
          // Else it has left again.
          if (error instanceof ApiError && error.isUnknown) reader.refresh()
        },
      )
  }, [strangers, reader])

  useKeepBoard(board)
  const shown = useShownBoard(board)
  const handle = useMemo(
    () => ({ board: shown, apply, isStale, isAwaited, extent }),
    [shown, isStale, isAwaited, extent],
  )
  return <BoardContext value={handle}>{children}</BoardContext>
}

export function useBoard(): BoardHandle {
  const handle = useContext(BoardContext)
  if (!handle) throw new Error('useBoard outside of BoardProvider')
  return handle
}
