'use client'
/** One ticket as it is now: what the page was opened with, what the stream and this page's own changes add, read anew when
 *  something may have been missed. */
import { useCallback, useEffect, useReducer } from 'react'
import { useLive } from '@/components/live/live-provider'
import { ApiError } from '@/lib/client/api'
import { readOpened } from '@/lib/client/thread'
import type { OpenedTicket, Ticket } from '@/lib/tickets/schema'

/** Long enough that leafing through a list asks for nothing, short enough that nobody acts on what is old. */
const SETTLE_MS = 400

interface State {
  opened: OpenedTicket
  /** No longer this reader's to see. */
  isGone: boolean
}

type Action = { type: 'ticket'; ticket: Ticket } | { type: 'opened'; opened: OpenedTicket } | { type: 'gone' }

export function useOpenedTicket(initial: OpenedTicket): State {
  const [state, dispatch] = useReducer(reduce, { opened: initial, isGone: false })
  const { id } = initial.ticket
  const refresh = useCallback(async () => {
    try {
      dispatch({ type: 'opened', opened: await readOpened(id) })
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) dispatch({ type: 'gone' })
    }
  }, [id])
  useLive((event) => {
    if (event.event === 'ticket' && event.data.id === id) dispatch({ type: 'ticket', ticket: event.data })
    if (event.event === 'gone' && event.data.ticketId === id) dispatch({ type: 'gone' })
    if (event.event === 'reset' && event.data.scope === 'board') void refresh()
  })
  // Between the server's page and the first event something may have happened.
  useEffect(() => {
    const timer = setTimeout(refresh, SETTLE_MS)
    return () => clearTimeout(timer)
  }, [refresh])
  return state
}

function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'gone':
      return { ...state, isGone: true }
    case 'ticket':
      return { ...state, opened: { ...state.opened, ticket: newer(state.opened.ticket, action.ticket) } }
    case 'opened':
      return { isGone: false, opened: { ...action.opened, ticket: newer(state.opened.ticket, action.opened.ticket) } }
  }
}

const newer = (known: Ticket, incoming: Ticket): Ticket => (incoming.version >= known.version ? incoming : known)
