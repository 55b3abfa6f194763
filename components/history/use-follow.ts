'use client'
import { useEffect, useRef } from 'react'
import { useLive } from '@/components/live/live-provider'
import type { Found } from '@/lib/history/schema'

interface Shown {
  items: readonly Found[]
  /** It is being asked for: of what happens meanwhile the answer may know nothing. */
  isBusy: boolean
  /** Its reader may not see that ticket any more. */
  onGone: (ticketId: string) => void
  /** A ticket in it has changed, or may have: what is shown may say what has been removed. */
  onChange: () => void
}

/** Keeps what was found true while it is shown. */
export function useFollow({ items, isBusy, onGone, onChange }: Shown): void {
  const changed = useRef({ ids: new Set<string>(), isAny: false })
  const look = () => {
    if (isBusy) return
    const { ids, isAny } = changed.current
    changed.current = { ids: new Set(), isAny: false }
    if (isAny || items.some(({ ticket }) => ids.has(ticket.id))) onChange()
  }
  useLive((event) => {
    if (event.event === 'gone') {
      onGone(event.data.ticketId)
      // An answer that is on its way may still have it.
      changed.current.ids.add(event.data.ticketId)
    } else if (event.event === 'ticket') changed.current.ids.add(event.data.id)
    else if (event.event === 'reset' && event.data.scope === 'board') changed.current.isAny = true
    else return
    look()
  })
  useEffect(look)
}
