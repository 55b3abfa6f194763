'use client'
/** Beginning and ending a shift, and being off, for somebody: one request at a time, under one id until its outcome is known. */
import { useRef, useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { ApiError } from '@/lib/client/api'
import { endShift, setBack, setOffToday, startShift } from '@/lib/client/duty'
import { useErrorText } from '@/lib/client/errors'
import { maySetAbsence } from '@/lib/duty/policy'
import { newId } from '@/lib/ids'
import { useDutyStore, usePresence, useStanding } from './duty-provider'

export type ShiftAction = 'start' | 'end' | 'off' | 'back'

export interface Shift {
  /** What can be said now, the likeliest first. */
  actions: ShiftAction[]
  /** Answers how many tickets went back with it, or null when it was not done. */
  run: (action: ShiftAction) => Promise<number | null>
  isBusy: boolean
  /** Why the last one was not done, in words. */
  error: string | null
  dismiss: () => void
}

export function useShift(personId: string): Shift {
  const { actor } = useHotel()
  const store = useDutyStore()
  const standing = useStanding(personId)
  const presence = usePresence(personId)
  const errorText = useErrorText()
  const [isBusy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const unknown = useRef<{ action: ShiftAction; id: string } | null>(null)

  const ask = async (action: ShiftAction, id: string): Promise<number> => {
    if (action === 'off') {
      const { standing, returned } = await setOffToday(personId, id)
      store?.learn(standing)
      return returned
    }
    if (action === 'start') store?.learn(await startShift(id))
    if (action === 'end' && standing?.duty) store?.learn(await endShift(standing.duty.id))
    if (action === 'back' && standing?.absence) store?.learn(await setBack(personId, standing.absence.id))
    return 0
  }
  const run = async (action: ShiftAction) => {
    if (isBusy) return null
    const { id } = unknown.current?.action === action ? unknown.current : { id: newId() }
    unknown.current = { action, id }
    setBusy(true)
    setError(null)
    try {
      const returned = await ask(action, id)
      unknown.current = null
      return returned
    } catch (failure) {
      // Asked again, it must be the very same request: it may have been done already.
      if (!(failure instanceof ApiError && failure.isUnknown)) unknown.current = null
      setError(errorText(failure))
      return null
    } finally {
      setBusy(false)
    }
  }
  const isOwn = personId === actor.personId
  const actions = !maySetAbsence(actor, personId)
    ? []
    : ACTIONS[presence ?? 'none'].filter((one) => isOwn || !OWN.has(one))
  return { actions, run, isBusy, error, dismiss: () => setError(null) }
}

const ACTIONS: Record<'on_duty' | 'off_today' | 'none', ShiftAction[]> = {
  on_duty: ['end', 'off'],
  off_today: ['start', 'back'],
  none: ['start', 'off'],
}
/** Nobody begins or ends a shift for somebody else. */
const OWN: ReadonlySet<ShiftAction> = new Set(['start', 'end'])
