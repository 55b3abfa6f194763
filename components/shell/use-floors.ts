'use client'
import { useMemo } from 'react'
import type { Place } from '@/lib/places/schema'
import { useHotel } from './hotel-provider'

/** The hotel's floors, in the order in which people count: 9 before 10. */
export function useFloors(): Place[] {
  const { places } = useHotel()
  return useMemo(
    () =>
      [...places.values()]
        .filter(({ kind }) => kind === 'floor')
        .sort((a, b) => a.name.localeCompare(b.name, undefined, { numeric: true })),
    [places],
  )
}
