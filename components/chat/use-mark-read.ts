'use client'
/** Tells the server how far the reader has read: when the end is in sight of somebody who is there. Never backwards. */
import { useEffect, useRef } from 'react'
import { api } from '@/lib/client/api'

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
      api.put(`/api/tickets/${ticketId}/read`, { seq: lastSeq }).catch(() => {
        // Told again with the next message, or when the reader comes back.
        if (told.current === lastSeq) told.current = before
      })
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
  }, [ticketId, lastSeq, isAtEnd])
}

const isThere = () => document.visibilityState === 'visible' && document.hasFocus()
