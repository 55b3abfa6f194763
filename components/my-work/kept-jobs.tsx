'use client'
import { useEffect, useMemo } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { keepJobs } from '@/lib/client/keep-jobs'
import { isEnded } from '@/lib/tickets/policy'

/** Jobs change in bursts. */
const SOON_MS = 1_500

/** While there is a network, keeps on the device what may have to be read without one. Shows nothing. */
export function KeptJobs() {
  const { personId } = useHotel().actor
  const { rows } = useBoard().board
  const jobs = useMemo(
    () =>
      [...rows.values()]
        .map(({ ticket }) => ticket)
        .filter((ticket) => ticket.assigneeId === personId && !isEnded(ticket) && ticket.status !== 'done'),
    [rows, personId],
  )
  const key = jobs.map(({ id, lastSeq }) => `${id} ${lastSeq}`).join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` is what there is to keep
  useEffect(() => {
    const soon = setTimeout(() => void keepJobs(personId, jobs).catch(() => {}), SOON_MS)
    return () => clearTimeout(soon)
  }, [key, personId])
  return null
}
