'use client'
/** What is open at a place now, and what was done there in the last days. The open ones are the board's, and stay current. */
import { useEffect, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { readEndedAt } from '@/lib/client/board'
import { serverNow } from '@/lib/client/clock'
import { compareForBoard, isEnded } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'

const LATELY_MS = 3 * 24 * 3_600_000
const SHOWN = 3

export interface AtPlace {
  /** What asks for the same comes first. */
  open: Ticket[]
  /** How many more are open than are shown. */
  more: number
  done: Ticket[]
  /** What was closed could not be read. */
  isPartial: boolean
}

interface Ended {
  placeId: string
  tickets: Ticket[]
  isPartial: boolean
}

export function useAtPlace(placeId: string | null, itemId: string | null): AtPlace {
  const { rows } = useBoard().board
  const { places } = useHotel()
  const [ended, setEnded] = useState<Ended | null>(null)
  const isKnown = placeId !== null && places.has(placeId)
  useEffect(() => {
    if (!isKnown) return
    const asking = new AbortController()
    readEndedAt(placeId, asking.signal).then(
      (items) => setEnded({ placeId, tickets: items.map(({ ticket }) => ticket), isPartial: false }),
      () => asking.signal.aborted || setEnded({ placeId, tickets: [], isPartial: true }),
    )
    return () => asking.abort()
  }, [placeId, isKnown])

  if (placeId === null) return { open: [], more: 0, done: [], isPartial: false }
  const here = [...rows.values()].flatMap(({ ticket }) => (ticket.placeId === placeId ? [ticket] : []))
  const isSame = ({ catalogueItemId }: Ticket) => Number(itemId !== null && catalogueItemId === itemId)
  const byBoard = compareForBoard(serverNow())
  const open = here
    .filter((ticket) => ticket.status !== 'done' && !isEnded(ticket))
    .sort((a, b) => isSame(b) - isSame(a) || byBoard(a, b))
  const past = ended?.placeId === placeId ? ended : null
  const done = [...here, ...(past?.tickets ?? []).filter(({ id }) => !rows.has(id))]
    .filter(({ status, doneAt }) => (status === 'done' || status === 'closed') && isLately(doneAt))
    .sort((a, b) => (b.doneAt ?? '').localeCompare(a.doneAt ?? ''))
  return {
    open: open.slice(0, SHOWN),
    more: Math.max(0, open.length - SHOWN),
    done: done.slice(0, SHOWN),
    isPartial: past?.isPartial ?? false,
  }
}

const isLately = (doneAt: string | null): boolean => doneAt !== null && serverNow() - Date.parse(doneAt) < LATELY_MS
