'use client'
/** My work as it is now: its order, held still under a finger, and which job the thumb bar is about. */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useStandings } from '@/components/duty/duty-provider'
import { useClock } from '@/components/shell/clock'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { useSteady } from '@/components/ui/use-steady'
import { presenceAt } from '@/lib/duty/policy'
import type { ListedTicket } from '@/lib/tickets/schema'
import { inOrder, type Jobs, jobsOf } from './jobs'

/** Often enough for a ticket to become late on time. */
const STEP_MS = 10_000

interface MyJobs {
  jobs: Jobs
  /** Nothing moves until the finger is lifted. */
  hold: () => void
  /** What the thumb bar is about; null when there is nothing, or when it `hasLeft`. */
  chosen: ListedTicket | null
  /** What was chosen is not on the list any more. Nothing takes its place by itself: a thumb may be on its way. */
  hasLeft: boolean
  /** Null: the next one. */
  choose: (ticketId: string | null) => void
}

export function useJobs(): MyJobs {
  const { rows } = useBoard().board
  const { actor } = useHotel()
  const standings = useStandings()
  const now = useClock((moment) => Math.floor(moment / STEP_MS)) * STEP_MS
  const current = useMemo(
    () => jobsOf(rows.values(), actor, (personId) => presenceAt(standings.get(personId), now), now),
    [rows, actor, standings, now],
  )
  const { shown, hold } = useSteady(current)
  const next = inOrder(shown)[0]?.ticket.id ?? null
  const [chosenId, setChosen] = useState(next)
  useEffect(() => {
    if (chosenId === null && next !== null) setChosen(next)
  }, [chosenId, next])
  const chosen = inOrder(shown).find(({ ticket }) => ticket.id === chosenId) ?? null
  const left = chosenId !== null && chosen === null ? rows.get(chosenId)?.ticket : undefined
  // What I have just done leaves at once, also where nobody has answered yet.
  const isDone = left?.status === 'done' && left.stateChangedById === actor.personId
  useEffect(() => {
    if (isDone) setChosen(null)
  }, [isDone])
  const choose = useCallback((ticketId: string | null) => setChosen(ticketId), [])
  return { jobs: shown, hold, chosen, hasLeft: chosenId !== null && chosen === null && !isDone, choose }
}
