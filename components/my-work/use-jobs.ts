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

/** Longer than the second half of a double tap takes, also in a glove. */
const FRESH_MS = 500

interface MyJobs {
  jobs: Jobs
  /** Nothing moves until the finger is lifted. */
  hold: () => void
  /** What the thumb bar is about; null when there is nothing, or when it `hasLeft`. */
  chosen: ListedTicket | null
  /** It came by itself a moment ago, where another was: a thumb that is on its way means that one, and does nothing to this. */
  isFresh: boolean
  /** What was chosen is not on the list any more, and not by what I did to it: nothing takes its place until that is seen. */
  hasLeft: boolean
  /** Null: the next one. */
  choose: (ticketId: string | null) => void
  /** It is off my hands: the next one, unless I have chosen another since. */
  letGo: (ticketId: string) => void
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
  const [isFresh, setFresh] = useState(false)
  useEffect(() => {
    if (chosenId !== null || next === null) return
    setChosen(next)
    setFresh(true)
  }, [chosenId, next])
  useEffect(() => {
    if (!isFresh) return
    const timer = setTimeout(() => setFresh(false), FRESH_MS)
    return () => clearTimeout(timer)
  }, [isFresh])
  const chosen = inOrder(shown).find(({ ticket }) => ticket.id === chosenId) ?? null
  const left = chosenId !== null && chosen === null ? rows.get(chosenId)?.ticket : undefined
  // What I have just done leaves at once, also where nobody has answered yet.
  const isDone = left?.status === 'done' && left.stateChangedById === actor.personId
  useEffect(() => {
    if (isDone) setChosen(null)
  }, [isDone])
  const choose = useCallback((ticketId: string | null) => {
    setChosen(ticketId)
    setFresh(false)
  }, [])
  const letGo = (ticketId: string) => setChosen((now) => (now === ticketId ? null : now))
  const hasLeft = chosenId !== null && chosen === null && !isDone
  return { jobs: shown, hold, chosen, isFresh, hasLeft, choose, letGo }
}
