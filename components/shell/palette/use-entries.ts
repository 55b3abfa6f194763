'use client'
/** What the palette offers for what is typed, in its groups. */
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useBoard } from '@/components/tickets/board-provider'
import { suggest } from '@/components/tickets/new-ticket/suggest'
import { useCandidates } from '@/components/tickets/new-ticket/use-candidates'
import { planOf } from '@/components/tickets/ticket-panel-plan'
import { useActionWords } from '@/components/tickets/use-action-words'
import { useSight } from '@/components/tickets/use-sight'
import type { Person } from '@/lib/people/schema'
import type { Ticket } from '@/lib/tickets/schema'
import { useHotel } from '../hotel-provider'
import { findNamed, findTickets } from './find'
import { useEnded } from './use-ended'
import { useNamedViews } from './use-named-views'

/** So many of each kind are shown. */
const MOST = { tickets: 8, places: 3, people: 5, views: 6, actions: 20 }

export function useEntries(typed: string, atHand: Ticket | null) {
  const t = useTranslations('palette')
  const whole = useTranslations('history')
  const { actor, people, placeName } = useHotel()
  const { rows } = useBoard().board
  const sight = useSight()
  const words = useActionWords()
  const allViews = useNamedViews()
  const ended = useEnded(typed)
  const { places } = useCandidates()

  const isTyped = typed.trim() !== ''
  const tickets = useMemo(() => {
    const open = findTickets(rows.values(), typed, { ...sight, placeName }, MOST.tickets)
    const shown = new Set(open.map(({ id }) => id))
    return [...open, ...ended.filter(({ id }) => !shown.has(id))].slice(0, MOST.tickets)
  }, [rows, typed, sight, placeName, ended])
  const actions = useMemo(() => {
    if (!atHand) return []
    const { bar, menu } = planOf(actor, atHand)
    const all = [...new Set([...bar, ...menu.flat()])].map((action) => ({ action, name: words(action, atHand) }))
    return findNamed(all, typed, MOST.actions)
  }, [actor, atHand, typed, words])
  const colleagues = useMemo(
    () => (isTyped ? findNamed(active(people.values()), typed, MOST.people) : []),
    [people, typed, isTyped],
  )
  const views = useMemo(() => (isTyped ? findNamed(allViews, typed, MOST.views) : []), [allViews, typed, isTyped])
  const rooms = useMemo(() => (isTyped ? suggest(typed, places, MOST.places) : []), [places, typed, isTyped])
  const commands = useMemo(() => {
    const all = COMMANDS.filter(
      ({ forAdmins, forDesk }) => (!forAdmins || actor.role === 'admin') && (!forDesk || actor.role !== 'attendant'),
    )
    const named = findNamed(
      all.map(({ command }) => ({ command, name: t(`command.${command}`) })),
      typed,
      all.length,
    )
    // Whatever was typed can be looked for among everything.
    return isTyped && !named.some(({ command }) => command === 'history')
      ? [...named, { command: 'history' as const, name: whole('wholeFor', { words: typed.trim() }) }]
      : named
  }, [actor.role, typed, isTyped, t, whole])
  return { tickets, actions, rooms, colleagues, views, commands }
}

export type Found = ReturnType<typeof useEntries>

/** By what the palette knows each entry. */
export const keyOf = {
  action: ({ action }: { action: string }) => `action ${action}`,
  ticket: ({ id }: { id: string }) => `ticket ${id}`,
  place: ({ id }: { id: string }) => `place ${id}`,
  person: ({ id }: { id: string }) => `person ${id}`,
  view: ({ key }: { key: string }) => `view ${key}`,
  command: ({ command }: { command: string }) => `command ${command}`,
}

/** All of them, in the order in which they are shown. */
export const keysOf = ({ actions, tickets, rooms, colleagues, views, commands }: Found): string[] => [
  ...actions.map(keyOf.action),
  ...tickets.map(keyOf.ticket),
  ...rooms.map(keyOf.place),
  ...colleagues.map(keyOf.person),
  ...views.map(keyOf.view),
  ...commands.map(keyOf.command),
]

export type Command = 'new' | 'search' | 'history' | 'board' | 'people' | 'keys' | 'guests'
const COMMANDS: { command: Command; forAdmins?: boolean; forDesk?: boolean }[] = [
  { command: 'new' },
  { command: 'search' },
  { command: 'history' },
  { command: 'board' },
  { command: 'people', forAdmins: true },
  { command: 'keys' },
  { command: 'guests', forDesk: true },
]

const active = (people: Iterable<Person>): Person[] => [...people].filter((person) => person.active)
