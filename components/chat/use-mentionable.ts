'use client'
/** Whom one may mention, by what they are called, and who is mentioned in a text: people, and whole departments. */
import { useMemo } from 'react'
import { shortNamesIn } from '@/components/people/short-names'
import { type Hotel, useHotel } from '@/components/shell/hotel-provider'
import type { Department } from '@/lib/people/schema'
import { mentionsIn } from './mentions'

export interface Mentions {
  /** Ids of people. */
  mentions: string[]
  /** Ids of departments. */
  departments: string[]
}

/** As many departments as one message may mention. */
const MOST_DEPARTMENTS = 10

export function useMentions(): { in: (text: string) => Mentions } {
  const hotel = useHotel()
  return useMemo(() => {
    const people = mentionable(hotel)
    const departments = new Map([...hotel.departments.values()].map((one) => [one.id, calledIn(one)]))
    return {
      in: (text) => ({
        mentions: mentionsIn(text, people),
        departments: mentionsIn(text, departments).slice(0, MOST_DEPARTMENTS),
      }),
    }
  }, [hotel])
}

/** Everybody but oneself. */
function mentionable({ actor, people }: Hotel): ReadonlyMap<string, string> {
  const isMeant = (id: string) => id !== actor.personId && people.get(id)?.active === true
  return new Map([...shortNamesIn(people)].filter(([id]) => isMeant(id)))
}

/** In every language, and by its code. */
export const calledIn = ({ code, names }: Department): string[] => [...new Set([...Object.values(names), code])]
