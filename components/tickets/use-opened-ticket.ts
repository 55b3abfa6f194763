'use client'
/** One ticket as it is now: what the page was opened with, what the stream and this page's own changes add, read anew when
 *  something may have been missed, and again until it is read. */
import { useEffect, useReducer, useState } from 'react'
import { useLive, useOutbox } from '@/components/live/live-provider'
import { useHotel } from '@/components/shell/hotel-provider'
import type { Entry } from '@/lib/chat/schema'
import { ApiError } from '@/lib/client/api'
import { forgetThread } from '@/lib/client/kept-desk'
import { isRefused } from '@/lib/client/refused'
import { onRemoved } from '@/lib/client/removals'
import { Rereader } from '@/lib/client/rereader'
import { readOpened } from '@/lib/client/thread'
import { TIMERS } from '@/lib/client/timers'
import type { OpenedTicket, Ticket, TicketLink } from '@/lib/tickets/schema'

/** Long enough that leafing through a list asks for nothing, short enough that nobody acts on what is old. */
const SETTLE_MS = 400

interface State {
  opened: OpenedTicket
  /** No longer this reader's to see. */
  isGone: boolean
}

type Action =
  | { type: 'ticket' | 'linked'; ticket: Ticket }
  | { type: 'opened'; opened: OpenedTicket }
  | { type: 'gone' }
  /** A linked one is no longer this reader's to see. */
  | { type: 'unlinked'; ticketId: string }

export function useOpenedTicket(initial: OpenedTicket): State {
  const [state, dispatch] = useReducer(reduce, { opened: initial, isGone: false })
  const { id } = initial.ticket
  const outbox = useOutbox()
  const [reader] = useState(
    () =>
      new Rereader(TIMERS, {
        read: (signal) => readOpened(id, signal),
        taken: (opened) => dispatch({ type: 'opened', opened }),
        failed: (error) => {
          if (error instanceof ApiError && error.status === 404) dispatch({ type: 'gone' })
          return isRefused(error)
        },
      }),
  )
  const isLinked = (ticketId: string) => state.opened.links.some(({ ticket }) => ticket.id === ticketId)
  useLive((event) => {
    if (event.event === 'links' && event.data.ticketId === id) reader.refresh()
    if (event.event === 'entry' && isOfHold(event.data, id)) reader.refresh()
    if (event.event === 'ticket' && isLinked(event.data.id)) dispatch({ type: 'linked', ticket: event.data })
    if (event.event === 'gone' && isLinked(event.data.ticketId))
      dispatch({ type: 'unlinked', ticketId: event.data.ticketId })
    if (event.event === 'ticket' && event.data.id === id) {
      dispatch({ type: 'ticket', ticket: event.data })
      // It is theirs to see again: of what happened meanwhile they were told nothing.
      if (state.isGone) reader.refresh()
    }
    if (event.event === 'gone' && event.data.ticketId === id) {
      // What was asked before may still show it.
      reader.stop()
      dispatch({ type: 'gone' })
    }
    if (event.event === 'reset' && event.data.scope === 'board' && !outbox.errands.isUnopened(id)) reader.refresh()
  })
  // Between the server's page and the first event something may have happened.
  useEffect(() => {
    // The hotel knows nothing of what waits to be opened.
    const isThere = !outbox.errands.isUnopened(id)
    const timer = isThere ? setTimeout(() => reader.refresh(), SETTLE_MS) : undefined
    return () => {
      clearTimeout(timer)
      reader.stop()
    }
  }, [reader, outbox, id])
  useEffect(() => onRemoved(id, () => outbox.errands.isUnopened(id) || reader.refresh()), [id, reader, outbox])
  const { personId } = useHotel().actor
  const { isGone } = state
  useEffect(() => {
    if (isGone) void forgetThread(personId, id)
  }, [isGone, personId, id])
  return state
}

const isOfHold = ({ ticketId, kind, body }: Entry, id: string): boolean =>
  ticketId === id && kind === 'event' && (body.code === 'legal_hold_set' || body.code === 'legal_hold_lifted')

function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'gone':
      return { ...state, isGone: true }
    case 'ticket':
      return { ...state, opened: { ...state.opened, ticket: newer(state.opened.ticket, action.ticket) } }
    case 'linked':
      return withLinks(state, (link) =>
        link.ticket.id === action.ticket.id ? { ...link, ticket: newer(link.ticket, action.ticket) } : link,
      )
    case 'unlinked':
      return withLinks(state, (link) => (link.ticket.id === action.ticketId ? [] : link))
    case 'opened':
      return { isGone: false, opened: { ...action.opened, ticket: newer(state.opened.ticket, action.opened.ticket) } }
  }
}

const withLinks = (state: State, each: (link: TicketLink) => TicketLink | TicketLink[]): State => ({
  ...state,
  opened: { ...state.opened, links: state.opened.links.flatMap(each) },
})

const newer = (known: Ticket, incoming: Ticket): Ticket => (incoming.version >= known.version ? incoming : known)
