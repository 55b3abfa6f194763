'use client'
/** The departments worth choosing between: those that this person's board can show. */
import { useMemo } from 'react'
import { useBoard } from '@/components/tickets/board-provider'
import { useHotel } from './hotel-provider'

/** Ids, by name. */
export function useDepartmentOptions(): string[] {
  const { actor, departments, departmentName } = useHotel()
  const { rows } = useBoard().board
  return useMemo(() => {
    const onBoard = new Set([...rows.values()].map(({ ticket }) => ticket.departmentId))
    const isForAll = actor.role !== 'attendant'
    return [...departments.keys()]
      .filter((id) => isForAll || onBoard.has(id) || actor.departmentIds.includes(id))
      .sort((a, b) => departmentName(a).localeCompare(departmentName(b)))
  }, [actor, departments, departmentName, rows])
}
