'use client'
/** Tells the server how far the reader has read: when the end is in sight of somebody who is there. Never backwards. */
import { useEffect, useRef } from 'react'
import { useTell } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import { stamp } from '@/lib/client/clock'
import { markRead } from '@/lib/client/thread'

/** At most one request in this time; the last position is never left out. */
const EVERY_MS = 1_500

interface Reading {
  ticketId: string
  /** How far it was read before. */
  readSeq: number
  lastSeq: number
  isAtEnd: boolean
}

export function useMarkRead({ ticketId, readSeq, lastSeq, isAtEnd }: Reading): void {
  const { personId } = useHotel().actor
  const share = useTell()
  const told = useRef(readSeq)
  const toldAt = useRef(0)
  useEffect(() => {
    if (!isAtEnd) return
    let timer: number | undefined
    const tell = () => {
      if (lastSeq <= told.current || !isThere()) return
      const before = told.current
      told.current = lastSeq
      toldAt.current = Date.now()
      markRead(ticketId, lastSeq).then(
        (position) => share({ event: 'read', data: { ticketId, personId, ...position, at: stamp() } }),
        () => {
          // Told again with the next message, or when the reader comes back.
          if (told.current === lastSeq) told.current = before
        },
      )
    }
    const soon = () => {
      window.clearTimeout(timer)
      timer = window.setTimeout(tell, Math.max(0, toldAt.current + EVERY_MS - Date.now()))
    }
    soon()
    window.addEventListener('focus', soon)
    document.addEventListener('visibilitychange', soon)
    return () => {
      window.clearTimeout(timer)
      window.removeEventListener('focus', soon)
      document.removeEventListener('visibilitychange', soon)
    }
  }, [ticketId, lastSeq, isAtEnd, personId, share])
}

const isThere = () => document.visibilityState === 'visible' && document.hasFocus()
