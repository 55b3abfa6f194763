'use client'
/** Changes a ticket: one at a time, under one id until its outcome is known, and with a sentence when it is refused. */
import { useRef, useState } from 'react'
import { useTell } from '@/components/live/live-provider'
import { ApiError } from '@/lib/client/api'
import { backoff } from '@/lib/client/backoff'
import { useErrorText } from '@/lib/client/errors'
import { type Change, sendChange } from '@/lib/client/tickets'
import { newId } from '@/lib/schema'
import type { Ticket } from '@/lib/tickets/schema'

/** How often an unknown outcome is asked for again before the person is told. */
const RETRIES = 2
const PAUSE_MS = 300

export interface ChangeHandle {
  /** True when it is done. */
  run: (change: Change) => Promise<boolean>
  /** What is being done. */
  busy: Change['action'] | null
  /** Why the last one was not done, in words. */
  error: string | null
  dismiss: () => void
}

export function useChange(ticket: Ticket): ChangeHandle {
  const tell = useTell()
  const errorText = useErrorText()
  const [busy, setBusy] = useState<Change['action'] | null>(null)
  const [error, setError] = useState<string | null>(null)
  const unknown = useRef<{ key: string; id: string; ticket: Ticket } | null>(null)

  const isUnderWay = useRef(false)

  const run = async (change: Change) => {
    // Not `busy`: a second tap may come before the button is drawn anew.
    if (isUnderWay.current) return false
    isUnderWay.current = true
    const key = JSON.stringify(change)
    // Asked again, it must be the very same request: it may have been done already.
    const again = unknown.current?.key === key ? unknown.current : { key, id: newId(), ticket }
    setBusy(change.action)
    setError(null)
    try {
      const changed = await untilKnown(() => sendChange(again.ticket, change, again.id))
      unknown.current = null
      if (changed.ticket) tell({ event: 'ticket', data: changed.ticket })
      else tell({ event: 'gone', data: { ticketId: ticket.id, seq: changed.seq } })
      return true
    } catch (failure) {
      unknown.current = failure instanceof ApiError && failure.isUnknown ? again : null
      const current = failure instanceof ApiError ? failure.current : undefined
      if (isTicket(current, ticket.id)) tell({ event: 'ticket', data: current })
      if (failure instanceof ApiError && failure.status === 404)
        tell({ event: 'gone', data: { ticketId: ticket.id, seq: ticket.lastSeq } })
      setError(errorText(failure))
      return false
    } finally {
      isUnderWay.current = false
      setBusy(null)
    }
  }
  return { run, busy, error, dismiss: () => setError(null) }
}

/** Asks a few times over for an outcome that is unknown: under one id it is done once. */
async function untilKnown<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof ApiError && error.isUnknown) || attempt === RETRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS + backoff(attempt)))
    }
  }
}

const isTicket = (value: unknown, id: string): value is Ticket =>
  typeof value === 'object' && value !== null && 'id' in value && value.id === id && 'version' in value
