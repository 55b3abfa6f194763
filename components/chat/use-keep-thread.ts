'use client'
/** Keeps a thread that was opened on the device, so that it can be read in the lift. */
import { useEffect } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { keepThread } from '@/lib/client/kept-desk'
import type { OpenedTicket } from '@/lib/tickets/schema'
import { lastSeqOf, runOf, type Thread } from './thread-reducer'

const SOON_MS = 400

export function useKeepThread(thread: Thread, opened: OpenedTicket): void {
  const { personId } = useHotel().actor
  const { entries, before } = thread
  useEffect(() => {
    // No further than to the first hole: whoever begins with this asks for what comes after it.
    const items = [...runOf({ entries, before })]
    const lastSeq = lastSeqOf({ entries, before })
    // It has not been opened yet, or nothing of it was ever read.
    if (lastSeq === 0) return
    const page = { items, lastSeq, before, reset: false }
    const soon = setTimeout(() => void keepThread(personId, { opened, page }), SOON_MS)
    return () => clearTimeout(soon)
  }, [personId, opened, entries, before])
}
