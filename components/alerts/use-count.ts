'use client'
import { useEffect } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { countInTitle, countOnIcon, dotOnTab } from '@/lib/client/alerts/icon'
import { unreadFor } from '@/lib/tickets/policy'

/** Says outside of the page how much waits for its reader: unread messages, and `calling` tickets. */
export function useCount(calling: number): void {
  const { actor } = useHotel()
  const { rows } = useBoard().board
  let count = calling
  for (const { ticket, read } of rows.values()) count += unreadFor(actor, ticket, read).count
  useEffect(() => countInTitle(count), [count])
  useEffect(() => countOnIcon(count), [count])
  const isAny = count > 0
  useEffect(() => (isAny ? dotOnTab() : undefined), [isAny])
}
