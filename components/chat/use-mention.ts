'use client'
/** Completes mentions in the composer: who is meant while "@" is being typed. */
import { useCallback } from 'react'
import { shortNamesIn } from '@/components/people/short-names'
import { type Hotel, useHotel } from '@/components/shell/hotel-provider'
import type { Department, Person } from '@/lib/people/schema'
import { canSee, isInvolved } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'
import { completed, mentionAt } from './mentions'
import { type Completion, useCompletion, type Writing } from './use-completion'
import { calledIn } from './use-mentionable'

const SHOWN = 7
const DEPARTMENTS_SHOWN = 3

export type Suggestion = { id: string; called: string } & ({ person: Person } | { department: Department })

export function useMention({ ticket, ...writing }: Writing & { ticket: Ticket }): Completion<Suggestion> {
  const hotel = useHotel()
  const find = useCallback((query: string) => foundIn(hotel, ticket, query.toLowerCase()), [hotel, ticket])
  return useCompletion({ ...writing, begunAt: mentionAt, find, complete })
}

const complete = (text: string, from: number, caret: number, { called }: Suggestion) =>
  completed(text, from, caret, called)

/** People before departments, which keep some of the places. */
function foundIn(hotel: Hotel, ticket: Ticket, wanted: string): Suggestion[] {
  const departments = departmentsFor(hotel, wanted).slice(0, DEPARTMENTS_SHOWN)
  return [...peopleFor(hotel, ticket, wanted).slice(0, SHOWN - departments.length), ...departments]
}

/** Those on the ticket first, then those who see it, then everybody; never oneself. */
function peopleFor({ actor, people }: Hotel, ticket: Ticket, wanted: string): Suggestion[] {
  const isMeant = ({ name }: Person) =>
    name
      .toLowerCase()
      .split(' ')
      .some((word) => word.startsWith(wanted))
  const distance = (person: Person) => {
    const viewer = { ...person, personId: person.id }
    return isInvolved(viewer, ticket) ? 0 : canSee(viewer, ticket) ? 1 : 2
  }
  return [...people.values()]
    .filter((person) => person.active && person.id !== actor.personId && isMeant(person))
    .sort((a, b) => distance(a) - distance(b) || a.name.localeCompare(b.name))
    .map((person) => ({ id: person.id, called: shortNamesIn(people).get(person.id) ?? person.name, person }))
}

function departmentsFor({ departments, departmentName }: Hotel, wanted: string): Suggestion[] {
  return [...departments.values()]
    .filter((department) => calledIn(department).some((name) => name.toLowerCase().startsWith(wanted)))
    .map((department) => ({ id: department.id, called: departmentName(department.id), department }))
    .sort((a, b) => a.called.localeCompare(b.called))
}
