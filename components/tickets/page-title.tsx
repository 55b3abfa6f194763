'use client'
import { useEffect } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { unreadFor } from '@/lib/tickets/policy'
import { useBoard } from './board-provider'
import { useSelection } from './selection'

/** The browser tab's name: how many messages wait for me, what is open, and the hotel. */
export function PageTitle() {
  const { actor, settings, placeName, what } = useHotel()
  const { rows } = useBoard().board
  const { selectedId } = useSelection()
  let unread = 0
  for (const { ticket, read } of rows.values()) unread += unreadFor(actor.personId, ticket, read).count
  const open = selectedId === null ? undefined : rows.get(selectedId)?.ticket
  const name = open ? [placeName(open.placeId), what(open)].filter(Boolean).join(' ') : ''
  const title = `${unread > 0 ? `(${unread}) ` : ''}${[name, settings.hotelName].filter(Boolean).join(' · ')}`

  useEffect(() => {
    document.title = title
  }, [title])
  return null
}
