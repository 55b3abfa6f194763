'use client'
/** Which part of the board is looked at, and the lines and counts that follow from it. */
import { useLocale } from 'next-intl'
import { createContext, useCallback, useContext, useMemo, useState } from 'react'
import { useClock } from '@/components/shell/clock'
import { type Hotel, useHotel } from '@/components/shell/hotel-provider'
import type { Ticket } from '@/lib/tickets/schema'
import { useBoard } from './board-provider'
import {
  type BoardView,
  countDepartments,
  countViews,
  type Filter,
  fold,
  type Line,
  linesOf,
  NO_FILTER,
} from './board-view'

interface Filtering {
  filter: Filter
  setFilter: (change: Partial<Filter>) => void
  lines: Line[]
  viewCounts: Record<BoardView, number>
  departmentCounts: ReadonlyMap<string, number>
}

const FilterContext = createContext<Filtering | null>(null)

/** Often enough for a ticket to become late on time. */
const STEP_MS = 10_000

export function FilterProvider({ children }: { children: React.ReactNode }) {
  const { rows } = useBoard().board
  const hotel = useHotel()
  const locale = useLocale()
  const now = useClock((moment) => Math.floor(moment / STEP_MS)) * STEP_MS
  const [filter, set] = useState(NO_FILTER)
  const setFilter = useCallback((change: Partial<Filter>) => set((before) => ({ ...before, ...change })), [])

  const value = useMemo(() => {
    const { actor } = hotel
    return {
      filter,
      setFilter,
      lines: linesOf(rows.values(), filter, actor, now, (ticket) => wordsOf(ticket, hotel, locale)),
      viewCounts: countViews(rows.values(), filter.departmentId, actor, now),
      departmentCounts: countDepartments(rows.values(), filter.view, actor, now),
    }
  }, [rows, filter, setFilter, hotel, now, locale])
  return <FilterContext value={value}>{children}</FilterContext>
}

export function useFilter(): Filtering {
  const filtering = useContext(FilterContext)
  if (!filtering) throw new Error('useFilter outside of FilterProvider')
  return filtering
}

/** What a ticket can be found by on the board. */
function wordsOf(ticket: Ticket, hotel: Hotel, locale: string): string {
  const item = ticket.catalogueItemId === null ? undefined : hotel.catalogue.get(ticket.catalogueItemId)
  const names = [item?.names[locale], item?.names.en, ...(item?.keywords ?? [])]
  const people = [hotel.personName(ticket.assigneeId), hotel.personName(ticket.openerId)]
  const number = [`t-${ticket.number}`, ticket.number]
  const rest = [ticket.summary, ticket.lastMessage?.preview, hotel.departmentName(ticket.departmentId)]
  return fold([hotel.placeName(ticket.placeId), ...names, ...people, ...number, ...rest].filter(Boolean).join(' '))
}
