'use client'
/** Offers to take back also what goes by the outbox, unless it was done so long ago that nobody thinks of it any more. */
import { useEffect } from 'react'
import { useOutbox } from '@/components/live/live-provider'
import { serverNow } from '@/lib/client/clock'
import { UNDO_MS } from '@/lib/tickets/undo/policy'
import type { Undo } from './undo-context'

export function useOfferErrands(offer: Undo['offer']): void {
  const outbox = useOutbox()
  useEffect(
    () =>
      outbox.errands.onDone(({ id, at, errand }, { ticket }) => {
        const isRecent = serverNow() - Date.parse(at) < UNDO_MS
        if (errand.kind === 'change' && ticket && isRecent) offer(errand.change, [{ ticket, of: id }])
      }),
    [outbox, offer],
  )
}
