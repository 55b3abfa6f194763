'use client'
/** How the board is read by whoever is signed in: what is theirs, where places are, by which words a ticket is found. */
import { useLocale } from 'next-intl'
import { useMemo } from 'react'
import { type Hotel, useHotel } from '@/components/shell/hotel-provider'
import type { Place } from '@/lib/places/schema'
import type { Ticket } from '@/lib/tickets/schema'
import { fold, type Sight } from './board-view'

export function useSight(): Omit<Sight, 'now'> {
  const hotel = useHotel()
  const locale = useLocale()
  return useMemo(
    () => ({ actor: hotel.actor, within: treeOf(hotel.places), textOf: wordsIn(hotel, locale) }),
    [hotel, locale],
  )
}

const NOWHERE: readonly string[] = []

function treeOf(places: ReadonlyMap<string, Place>): Sight['within'] {
  const known = new Map<string, readonly string[]>()
  const within = (placeId: string): readonly string[] => {
    const before = known.get(placeId)
    if (before) return before
    const place = places.get(placeId)
    const ids = place ? [placeId, ...(place.parentId === null ? NOWHERE : within(place.parentId))] : NOWHERE
    known.set(placeId, ids)
    return ids
  }
  return within
}

/** What a ticket can be found by. Each text is made once, from names that are folded once: a search looks at thousands. */
function wordsIn(hotel: Hotel, locale: string): Sight['textOf'] {
  const texts = new WeakMap<Ticket, string>()
  const names = new Map<string, string>()
  const named = (id: string | null, read: (id: string) => string) => {
    if (id === null) return ''
    const known = names.get(id)
    if (known !== undefined) return known
    const folded = fold(read(id))
    names.set(id, folded)
    return folded
  }
  const itemWords = (id: string) => {
    const item = hotel.catalogue.get(id)
    return item ? [item.names[locale] ?? '', item.names.en ?? '', ...item.keywords].join(' ') : ''
  }
  return (ticket) => {
    const known = texts.get(ticket)
    if (known !== undefined) return known
    const words = [
      named(ticket.placeId, hotel.placeName),
      named(ticket.catalogueItemId, itemWords),
      named(ticket.assigneeId, hotel.personName),
      named(ticket.openerId, hotel.personName),
      `t-${ticket.number} ${ticket.number}`,
      fold(ticket.summary),
      fold(ticket.guestName),
      fold(ticket.lastMessage?.preview ?? ''),
      named(ticket.departmentId, hotel.departmentName),
    ]
    const text = words.filter(Boolean).join(' ')
    texts.set(ticket, text)
    return text
  }
}
