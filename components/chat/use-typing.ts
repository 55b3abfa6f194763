'use client'
import { useCallback, useRef } from 'react'
import { useLiveState } from '@/components/live/live-provider'
import { api } from '@/lib/client/api'

/** Often enough that others do not see it flicker. */
const EVERY_MS = 3_000

/** Call it with every keystroke; tells the others now and then. It may be lost. */
export function useTyping(ticketId: string): () => void {
  const { mode } = useLiveState()
  const toldAt = useRef(0)
  return useCallback(() => {
    if (mode !== 'live' || Date.now() - toldAt.current < EVERY_MS) return
    toldAt.current = Date.now()
    api.post(`/api/tickets/${ticketId}/typing`, {}).catch(() => {})
  }, [ticketId, mode])
}
