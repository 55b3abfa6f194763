'use client'
/** Completes mentions in the composer: who is meant while "@" is being typed, by arrows, Enter, Tab or a tap. */
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import { shortNamesIn } from '@/components/people/short-names'
import { useHotel } from '@/components/shell/hotel-provider'
import type { Person } from '@/lib/people/schema'
import { canSee, isInvolved } from '@/lib/tickets/policy'
import type { Ticket } from '@/lib/tickets/schema'
import { completed, mentionAt } from './mentions'

const SHOWN = 6

interface Writing {
  ticket: Ticket
  box: React.RefObject<HTMLTextAreaElement | null>
  text: string
  write: (text: string) => void
}

export interface MentionHandle {
  suggestions: Person[]
  active: Person | undefined
  /** Call it whenever the caret may have moved. */
  onCaret: () => void
  /** True when the key was meant for the list. */
  onKey: (event: React.KeyboardEvent) => boolean
  take: (person: Person) => void
}

export function useMention({ ticket, box, text, write }: Writing): MentionHandle {
  const { people } = useHotel()
  const [caret, setCaret] = useState(0)
  const [at, setAt] = useState(0)
  const [closedAt, setClosedAt] = useState<number | null>(null)
  const nextCaret = useRef<number | null>(null)
  const begun = mentionAt(text, Math.min(caret, text.length))
  const suggestions = useFound(begun && begun.from !== closedAt ? begun.query : null, ticket)
  const active = suggestions[Math.min(at, suggestions.length - 1)]

  useLayoutEffect(() => {
    if (nextCaret.current === null || box.current?.value !== text) return
    box.current.setSelectionRange(nextCaret.current, nextCaret.current)
    nextCaret.current = null
  }, [text, box])

  const take = (person: Person) => {
    if (!begun) return
    const done = completed(text, begun.from, caret, shortNamesIn(people).get(person.id) ?? person.name)
    nextCaret.current = done.caret
    setCaret(done.caret)
    setAt(0)
    write(done.text)
    box.current?.focus()
  }
  const onKey = (event: React.KeyboardEvent) => {
    if (!active || !begun || event.nativeEvent.isComposing) return false
    const step = (by: number) => setAt((at + by + suggestions.length) % suggestions.length)
    if (event.key === 'ArrowDown') step(1)
    else if (event.key === 'ArrowUp') step(-1)
    else if (event.key === 'Escape') setClosedAt(begun.from)
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey) take(active)
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  const onCaret = () => {
    const now = box.current?.selectionStart ?? 0
    if (now === caret) return
    setCaret(now)
    setAt(0)
    setClosedAt(null)
  }
  return { suggestions, active, onCaret, onKey, take }
}

/** Everybody one may mention, by what they are called. */
export function useMentionable(): ReadonlyMap<string, string> {
  const { actor, people } = useHotel()
  return useMemo(() => {
    const isMeant = (id: string) => id !== actor.personId && people.get(id)?.active === true
    return new Map([...shortNamesIn(people)].filter(([id]) => isMeant(id)))
  }, [actor.personId, people])
}

/** Those on the ticket first, then those who see it, then everybody; never oneself. */
function useFound(query: string | null, ticket: Ticket): Person[] {
  const { actor, people } = useHotel()
  return useMemo(() => {
    if (query === null) return []
    const wanted = query.toLowerCase()
    const isMeant = ({ name }: Person) =>
      name
        .toLowerCase()
        .split(' ')
        .some((word) => word.startsWith(wanted))
    const distance = (person: Person) =>
      isInvolved(person.id, ticket) ? 0 : canSee({ ...person, personId: person.id }, ticket) ? 1 : 2
    return [...people.values()]
      .filter((person) => person.active && person.id !== actor.personId && isMeant(person))
      .sort((a, b) => distance(a) - distance(b) || a.name.localeCompare(b.name))
      .slice(0, SHOWN)
  }, [query, ticket, actor.personId, people])
}
