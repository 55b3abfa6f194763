'use client'
/** A move as it is being said: from where, to where, and what follows. The lists stay current meanwhile. */
import { useState } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { useBoard } from '@/components/tickets/board-provider'
import { exactly } from '@/components/tickets/new-ticket/suggest'
import { useCandidates } from '@/components/tickets/new-ticket/use-candidates'
import type { PlaceFlag } from '@/lib/places/schema'
import { LIFE, may } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'
import { useFlags } from './flags-provider'

export interface MoveDraft {
  fromText: string
  toText: string
  setFrom: (text: string) => void
  setTo: (text: string) => void
  /** Null until the text is a place. */
  fromId: string | null
  toId: string | null
  tickets: Ticket[]
  flags: PlaceFlag[]
  isChosen: (id: string) => boolean
  toggle: (id: string) => void
  chosen: { tickets: Ticket[]; flags: PlaceFlag[] }
  count: number
  /** Why it cannot be done as it stands. */
  trouble: 'from' | 'to' | 'sameRoom' | 'chooseSome' | null
}

export function useMoveDraft(from: string | null): MoveDraft {
  const { actor, placeName } = useHotel()
  const { places } = useCandidates()
  const { rows } = useBoard().board
  const [fromText, setFrom] = useState(placeName(from))
  const [toText, setTo] = useState('')
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set())
  // Not by its name alone: another building may have one of the same.
  const fromId = from !== null && fromText === placeName(from) ? from : (exactly(fromText, places)?.id ?? null)
  const toId = exactly(toText, places)?.id ?? null
  const flags = useFlags(fromId)
  const tickets = [...rows.values()]
    .map(({ ticket }) => ticket)
    .filter(({ placeId, status }) => fromId !== null && placeId === fromId && LIFE.move_guest.includes(status))
  // What is wrong with the room stays with the room; all else goes with the guest unless it is taken off.
  const stays = new Set(flags.filter(({ kind }) => kind === 'out_of_order').map(({ id }) => id))
  const isChosen = (id: string) => toggled.has(id) === stays.has(id)
  const chosen = {
    tickets: tickets.filter((ticket) => may(actor, ticket, 'move_guest') && isChosen(ticket.id)),
    flags: flags.filter(({ id }) => isChosen(id)),
  }
  const count = chosen.tickets.length + chosen.flags.length
  const toggle = (id: string) =>
    setToggled((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]))
  const trouble =
    fromId === null ? 'from' : toId === null ? 'to' : fromId === toId ? 'sameRoom' : count === 0 ? 'chooseSome' : null
  return { fromText, toText, setFrom, setTo, fromId, toId, tickets, flags, isChosen, toggle, chosen, count, trouble }
}
