'use client'
/** Changes a ticket: one at a time, under one id until its outcome is known, and with a sentence when it is refused. What is
 *  done on one's rounds (accept, start, hold, resume, done) goes by the outbox, so that it is done also without a network. */
import { useEffect, useRef, useState } from 'react'
import { useOutbox, useTell } from '@/components/live/live-provider'
import { ApiError } from '@/lib/client/api'
import { isQueued, type QueuedChange } from '@/lib/client/errand'
import { useErrorText } from '@/lib/client/errors'
import { type Change, sendChange } from '@/lib/client/tickets'
import { untilKnown } from '@/lib/client/until-known'
import { newId } from '@/lib/ids'
import type { Ticket } from '@/lib/tickets/schema'
import { useUndo } from './undo/undo-context'

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
  const enqueue = useQueue(ticket)
  const errorText = useErrorText()
  const { offer: offerUndo } = useUndo()
  const [busy, setBusy] = useState<Change['action'] | null>(null)
  const [error, setError] = useState<string | null>(null)
  const unknown = useRef<{ key: string; id: string; ticket: Ticket } | null>(null)

  const isUnderWay = useRef(false)

  const run = async (change: Change) => {
    // Not `busy`: a second tap may come before the button is drawn anew.
    if (isUnderWay.current) return false
    isUnderWay.current = true
    setBusy(change.action)
    setError(null)
    if (isQueued(change)) {
      const refusal = await enqueue(change)
      isUnderWay.current = false
      setBusy(null)
      setError(refusal)
      return refusal === null
    }
    const key = JSON.stringify(change)
    // Asked again, it must be the very same request: it may have been done already.
    const again = unknown.current?.key === key ? unknown.current : { key, id: newId(), ticket }
    try {
      const changed = await untilKnown(() => sendChange(again.ticket, change, { id: again.id }))
      unknown.current = null
      if (changed.ticket) tell({ event: 'ticket', data: changed.ticket })
      else tell({ event: 'gone', data: { ticketId: ticket.id, seq: changed.seq } })
      if (changed.ticket) offerUndo(change, [{ ticket: changed.ticket, of: again.id }])
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

/** Hands a change to the outbox; answers why it was refused, in words, or null when it is done or waits to be sent. */
function useQueue(ticket: Ticket): (change: QueuedChange) => Promise<string | null> {
  const outbox = useOutbox()
  const errorText = useErrorText()
  const isHere = useRef(true)
  useEffect(() => {
    isHere.current = true
    return () => {
      isHere.current = false
    }
  }, [])
  return async (change) => {
    const outcome = await outbox.errands.change(ticket, change)
    if (outcome.is !== 'refused') return null
    if (!isHere.current) {
      outbox.errands.tell(outcome.id)
      return null
    }
    void outbox.errands.dismiss(outcome.id)
    return errorText(new ApiError({ status: 400, code: 'refused', ...outcome.refusal }))
  }
}

export const isTicket = (value: unknown, id: string): value is Ticket =>
  typeof value === 'object' && value !== null && 'id' in value && value.id === id && 'version' in value
