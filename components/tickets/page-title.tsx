'use client'
import { useDeferredValue, useEffect } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from './board-provider'
import { useSelection } from './selection'

/** The browser tab's name: what is open, and the hotel. How much waits is put before it by the alerts. */
export function PageTitle() {
  const { settings, placeName, what } = useHotel()
  // The tab's name is in no hurry, and thousands of rows may change.
  const rows = useDeferredValue(useBoard().board.rows)
  const { selectedId } = useSelection()
  const open = selectedId === null ? undefined : rows.get(selectedId)?.ticket
  const name = open ? [placeName(open.placeId), what(open)].filter(Boolean).join(' ') : ''
  const title = [name, settings.hotelName].filter(Boolean).join(' · ')

  useEffect(() => {
    document.title = title
  }, [title])
  return null
}
