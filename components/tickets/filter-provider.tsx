'use client'
/** Which part of the board is looked at, and the lines and counts that follow from it. Both come a moment after what they
 *  follow from, so that neither a key nor a message waits for thousands of tickets to be put in order. */
import { createContext, useCallback, useContext, useDeferredValue, useMemo, useState } from 'react'
import { useClock } from '@/components/shell/clock'
import { useSavedViews } from '@/components/shell/saved-views-provider'
import type { ListedTicket } from '@/lib/tickets/schema'
import { useBoard } from './board-provider'
import { type Counts, countAll, type Filter, type Line, linesOf, NO_FILTER } from './board-view'
import { useSight } from './use-sight'

interface Filtering {
  filter: Filter
  setFilter: (change: Partial<Filter>) => void
  lines: Line[]
  /** What the lines were made of. */
  rows: ReadonlyMap<string, ListedTicket>
  /** Whether the rest of a long board is still on its way. */
  isPart: boolean
  viewCounts: Counts['views']
  departmentCounts: ReadonlyMap<string, number>
  /** By place: how many tickets of the view are there, or at something that is part of it. */
  floorCounts: ReadonlyMap<string, number>
  /** By kept view. */
  savedCounts: ReadonlyMap<string, number>
}

const FilterContext = createContext<Filtering | null>(null)

/** Often enough for a ticket to become late on time. */
const STEP_MS = 10_000

export function FilterProvider({ children }: { children: React.ReactNode }) {
  const { board, extent } = useDeferredValue(useBoard())
  const { rows } = board
  const { views } = useSavedViews()
  const sight = useSight()
  const now = useClock((moment) => Math.floor(moment / STEP_MS)) * STEP_MS
  const [filter, set] = useState(NO_FILTER)
  const setFilter = useCallback((change: Partial<Filter>) => set((before) => ({ ...before, ...change })), [])
  const shown = useDeferredValue(filter)

  const lines = useMemo(() => linesOf(rows.values(), shown, { ...sight, now }), [rows, shown, sight, now])
  const counts = useMemo(() => {
    const filters = views.map((one) => one.filter)
    const { saved, ...rest } = countAll(rows.values(), shown, filters, { ...sight, now })
    return { ...rest, saved: new Map(views.map(({ id }, at) => [id, saved[at] ?? 0])) }
  }, [rows, shown, views, sight, now])

  const value = useMemo(
    () => ({
      filter,
      setFilter,
      lines,
      rows,
      isPart: extent === 'reading',
      viewCounts: counts.views,
      departmentCounts: counts.departments,
      floorCounts: counts.floors,
      savedCounts: counts.saved,
    }),
    [filter, setFilter, lines, rows, extent, counts],
  )
  return <FilterContext value={value}>{children}</FilterContext>
}

export function useFilter(): Filtering {
  const filtering = useContext(FilterContext)
  if (!filtering) throw new Error('useFilter outside of FilterProvider')
  return filtering
}
