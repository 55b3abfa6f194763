'use client'
/** What the palette offers for what is typed, in its groups. */
import { BellRing, CircleUserRound, ClipboardList, Sun } from 'lucide-react'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { useBoard } from '@/components/tickets/board-provider'
import { fold } from '@/components/tickets/board-view'
import { suggest } from '@/components/tickets/new-ticket/suggest'
import { useCandidates } from '@/components/tickets/new-ticket/use-candidates'
import { planOf } from '@/components/tickets/ticket-panel-plan'
import { useActionWords } from '@/components/tickets/use-action-words'
import { useSight } from '@/components/tickets/use-sight'
import type { Person } from '@/lib/people/schema'
import type { Ticket } from '@/lib/tickets/schema'
import { deskPages } from '../desk-pages'
import { useHotel } from '../hotel-provider'
import { findNamed, findTickets } from './find'
import { useFoundTickets } from './use-found-tickets'
import { useNamedViews } from './use-named-views'

/** So many of each kind are shown. */
const MOST = { tickets: 8, places: 3, people: 5, views: 6, actions: 20 }

export function useEntries(typed: string, atHand: Ticket | null) {
  const t = useTranslations('palette')
  const whole = useTranslations('history')
  const word = useTranslations()
  const { actor, people, placeName } = useHotel()
  const { rows } = useBoard().board
  const sight = useSight()
  const words = useActionWords()
  const allViews = useNamedViews()
  const ended = useFoundTickets(typed)
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
  const pages = useMemo(() => {
    const all = [...EVERYBODYS, ...deskPages(actor)].map(({ href, word: name, Icon }) => ({
      href,
      Icon,
      name: word(name),
    }))
    return findNamed(all, typed, all.length)
  }, [actor, typed, word])
  const commands = useMemo(() => {
    const all = COMMANDS.filter(({ forDesk }) => !forDesk || actor.role !== 'attendant')
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
  // Whoever begins to type a page's name wants the page, and not a ticket that has these letters somewhere.
  const begins = ({ name }: { name: string }) => isTyped && fold(name).startsWith(fold(typed.trim()))
  const first = { commands: commands.filter(begins), pages: pages.filter(begins) }
  const rest = {
    commands: commands.filter((one) => !first.commands.includes(one)),
    pages: pages.filter((one) => !first.pages.includes(one)),
  }
  return { first, tickets, actions, rooms, colleagues, views, ...rest }
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
  page: ({ href }: { href: string }) => `page ${href}`,
}

/** All of them, in the order in which they are shown. */
export const keysOf = ({ first, actions, tickets, rooms, colleagues, views, commands, pages }: Found): string[] => [
  ...first.commands.map(keyOf.command),
  ...first.pages.map(keyOf.page),
  ...actions.map(keyOf.action),
  ...tickets.map(keyOf.ticket),
  ...rooms.map(keyOf.place),
  ...colleagues.map(keyOf.person),
  ...views.map(keyOf.view),
  ...commands.map(keyOf.command),
  ...pages.map(keyOf.page),
]

export type Command = 'new' | 'search' | 'history' | 'board' | 'keys' | 'guests'
const COMMANDS: { command: Command; forDesk?: boolean }[] = [
  { command: 'new' },
  { command: 'search' },
  { command: 'history' },
  { command: 'board' },
  { command: 'keys' },
  { command: 'guests', forDesk: true },
]

/** Pages that everybody has. */
const EVERYBODYS = [
  { href: '/my-work', word: 'myWork.title', Icon: ClipboardList },
  { href: '/duty', word: 'duty.title', Icon: Sun },
  { href: '/me', word: 'me.title', Icon: CircleUserRound },
  { href: '/settings/alerts', word: 'shell.alerts', Icon: BellRing },
] as const

const active = (people: Iterable<Person>): Person[] => [...people].filter((person) => person.active)
