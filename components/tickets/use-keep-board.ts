'use client'
/** Keeps what the board shows on the device, with the moment until when it was true, for a start without a network. */
import { useEffect, useRef } from 'react'
import { useLiveState } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import type { Board } from './board-reducer'

const SOON_MS = 1_000
const EVERY_MS = 15_000

export function useKeepBoard(board: Board): void {
  const { personId } = useHotel().actor
  const { mode, asOf, everLive } = useLiveState()
  const latest = useRef(board)
  useEffect(() => {
    latest.current = board
  })
  const isCurrent = mode === 'live' || mode === 'polling'
  useEffect(() => {
    const save = (at: number) =>
      void import('@/lib/client/kept-desk').then(
        ({ keepBoard }) => keepBoard(personId, latest.current.rows.values(), at),
        () => {},
      )
    if (!isCurrent) {
      if (everLive) save(Date.parse(asOf))
      return
    }
    const now = () => save(Date.now())
    const soon = setTimeout(now, SOON_MS)
    const timer = setInterval(now, EVERY_MS)
    document.addEventListener('visibilitychange', now)
    return () => {
      clearTimeout(soon)
      clearInterval(timer)
      document.removeEventListener('visibilitychange', now)
    }
  }, [personId, isCurrent, asOf, everLive])
}
