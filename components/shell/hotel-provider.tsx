'use client'
/** The hotel as every screen needs it: who is reading, and the names behind the ids. */
import { useLocale, useTranslations } from 'next-intl'
import { createContext, useContext, useMemo } from 'react'
import { shortNames } from '@/components/people/short-names'
import type { Actor } from '@/lib/auth/schema'
import type { CatalogueItem } from '@/lib/catalogue/schema'
import { nameIn } from '@/lib/names'
import { isFormer, withFormer } from '@/lib/people/former'
import type { Department, Person } from '@/lib/people/schema'
import type { Place } from '@/lib/places/schema'
import type { Settings } from '@/lib/settings/schema'
import type { Ticket } from '@/lib/tickets/schema'

/** What the server gives a page once. */
export interface Directory {
  actor: Actor
  settings: Settings
  people: Person[]
  departments: Department[]
  places: Place[]
  catalogue: CatalogueItem[]
}

export interface Hotel {
  actor: Actor
  settings: Settings
  people: ReadonlyMap<string, Person>
  departments: ReadonlyMap<string, Department>
  places: ReadonlyMap<string, Place>
  catalogue: ReadonlyMap<string, CatalogueItem>
  /** A person's full name; an empty string for nobody. */
  personName(id: string | null): string
  /** What colleagues call them: "Hana". */
  shortName(id: string | null): string
  departmentName(id: string): string
  /** What people say: "412", "Lift 2"; an empty string for none. */
  placeName(id: string | null): string
  /** What is asked for, in the reader's language: "Bath towels × 4", or the free text. */
  what(ticket: Pick<Ticket, 'catalogueItemId' | 'summary' | 'quantity'>): string
}

const HotelContext = createContext<Hotel | null>(null)

export function HotelProvider({ directory, children }: { directory: Directory; children: React.ReactNode }) {
  const locale = useLocale()
  const t = useTranslations('ticketRow')
  const events = useTranslations('events')
  const hotel = useMemo((): Hotel => {
    const named = withFormer(directory.people, events('former'))
    const people = byId(named)
    const former = new Set(directory.people.filter(isFormer).map(({ id }) => id))
    const departments = byId(directory.departments)
    const places = byId(directory.places)
    const catalogue = byId(directory.catalogue)
    const short = shortNames(named)
    return {
      actor: directory.actor,
      settings: directory.settings,
      people,
      departments,
      places,
      catalogue,
      personName: (id) => (id === null ? '' : (people.get(id)?.name ?? '')),
      shortName: (id) => (id === null ? '' : ((former.has(id) ? people.get(id)?.name : short.get(id)) ?? '')),
      departmentName: (id) => nameIn(locale, departments.get(id)?.names ?? {}),
      placeName: (id) => (id === null ? '' : (places.get(id)?.name ?? '')),
      what: (ticket) => {
        const item = ticket.catalogueItemId === null ? undefined : catalogue.get(ticket.catalogueItemId)
        const name = item ? nameIn(locale, item.names) : ticket.summary
        return ticket.quantity > 1 ? t('times', { name, quantity: ticket.quantity }) : name
      },
    }
  }, [directory, locale, t, events])
  return <HotelContext value={hotel}>{children}</HotelContext>
}

export function useHotel(): Hotel {
  const hotel = useContext(HotelContext)
  if (!hotel) throw new Error('useHotel outside of HotelProvider')
  return hotel
}

const byId = <T extends { id: string }>(items: T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]))
