'use client'
/** The tickets that are marked on the board, to do the same with all of them. */
import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useBoard } from '../board-provider'
import { useFilter } from '../filter-provider'
import { added, extended, type Marks, NO_MARKS, present, toggled } from './marks'

export interface MarksHandle {
  /** Of tickets that are on the board. */
  marked: ReadonlySet<string>
  /** On a tablet the boxes show once one wants to mark. */
  isMarking: boolean
  toggle: (ticketId: string) => void
  /** Mark everything from the last one to this. */
  extend: (ticketId: string) => void
  /** Mark everything from one to another. */
  stretch: (from: string, to: string) => void
  /** Mark everything that the list shows. */
  markShown: () => void
  /** Nothing but these. */
  keep: (ticketIds: readonly string[]) => void
  begin: () => void
  clear: () => void
}

const nothing = () => {}
const NONE: MarksHandle = {
  ...{ marked: NO_MARKS.ids, isMarking: false },
  ...{
    toggle: nothing,
    extend: nothing,
    stretch: nothing,
    markShown: nothing,
    keep: nothing,
    begin: nothing,
    clear: nothing,
  },
}
const MarksContext = createContext(NONE)

export function MarksProvider({ children }: { children: React.ReactNode }) {
  const { rows } = useBoard().board
  const { lines } = useFilter()
  const [marks, setMarks] = useState<Marks>(NO_MARKS)
  const [isMarking, setMarking] = useState(false)
  const shown = useMemo(() => lines.flatMap((line) => (line.kind === 'ticket' ? [line.id] : [])), [lines])
  const order = useRef(shown)
  const stretch = useCallback(
    (from: string, to: string) => setMarks((before) => extended(added(before, [from], from), to, order.current)),
    [],
  )
  useEffect(() => {
    order.current = shown
  })
  // The same set until a mark changes: every row hears of it.
  const marked = useMemo(() => present(marks.ids, (id) => rows.has(id)), [marks.ids, rows])

  const value = useMemo(
    (): MarksHandle => ({
      marked,
      isMarking: isMarking || marked.size > 0,
      toggle: (id) => setMarks((before) => toggled(before, id)),
      extend: (id) => setMarks((before) => extended(before, id, order.current)),
      stretch,
      markShown: () => setMarks((before) => added(before, order.current, before.anchor)),
      keep: (ids) => setMarks(added(NO_MARKS, ids, null)),
      begin: () => setMarking(true),
      clear: () => {
        setMarks(NO_MARKS)
        setMarking(false)
      },
    }),
    [marked, isMarking, stretch],
  )
  return <MarksContext value={value}>{children}</MarksContext>
}

/** Without a provider nothing is marked. */
export const useMarks = (): MarksHandle => useContext(MarksContext)
