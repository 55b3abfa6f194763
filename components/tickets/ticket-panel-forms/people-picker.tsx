'use client'
import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'
import { PresenceMark } from '@/components/duty/presence-mark'
import { useHotel } from '@/components/shell/hotel-provider'
import { Avatar } from '@/components/ui/avatar'
import { Input } from '@/components/ui/input'
import type { Person } from '@/lib/people/schema'
import { fold } from '../board-view'

interface Props {
  label: string
  /** Whose people come first. */
  departmentId: string
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  /** Who is not offered. */
  except: readonly string[]
  isOne?: boolean
  error?: string
}

/** Colleagues to choose from, found by typing: one, or several. */
export function PeoplePicker({ label, departmentId, chosen, onChange, except, isOne, error }: Props) {
  const t = useTranslations('actions')
  const id = useId()
  const [query, setQuery] = useState('')
  const people = useFound(query, departmentId, except)
  const toggle = (personId: string) => {
    if (isOne) onChange([personId])
    else onChange(chosen.includes(personId) ? chosen.filter((one) => one !== personId) : [...chosen, personId])
  }
  return (
    <fieldset className="grid gap-1.5" aria-describedby={error ? `${id}-error` : undefined}>
      <legend className="mb-1.5 font-medium text-body">{label}</legend>
      <Input
        type="search"
        aria-label={t('findPerson')}
        placeholder={t('findPerson')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        // Enter chooses who is left, and does not send the form.
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || query === '') return
          event.preventDefault()
          if (people[0]) toggle(people[0].id)
          setQuery('')
        }}
      />
      <div className="-mx-1.5 max-h-72 overflow-y-auto px-1.5 py-0.5 max-sm:max-h-none">
        {people.map((person) => (
          <Choice
            key={person.id}
            person={person}
            type={isOne ? 'radio' : 'checkbox'}
            name={id}
            isChosen={chosen.includes(person.id)}
            onToggle={() => toggle(person.id)}
          />
        ))}
        {people.length === 0 ? <p className="px-2.5 py-2 text-body text-muted">{t('noPerson')}</p> : null}
      </div>
      {error ? (
        <p id={`${id}-error`} className="font-medium text-late text-meta">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}

interface ChoiceProps {
  person: Person
  type: 'radio' | 'checkbox'
  name: string
  isChosen: boolean
  onToggle: () => void
}

function Choice({ person, type, name, isChosen, onToggle }: ChoiceProps) {
  const { departmentName } = useHotel()
  return (
    <label className="flex h-9 cursor-pointer items-center gap-2.5 rounded-control px-2.5 text-body hover:bg-sunken has-checked:bg-sunken has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-text touch:h-12">
      <input
        type={type}
        name={name}
        checked={isChosen}
        onChange={onToggle}
        className="size-4 shrink-0 accent-text outline-none touch:size-5"
      />
      <Avatar name={person.name} />
      <span className="shrink-0">{person.name}</span>
      <PresenceMark personId={person.id} className="font-normal" />
      <span className="min-w-0 flex-1 truncate text-right font-normal text-meta text-muted">
        {person.departmentIds.map(departmentName).join(', ')}
      </span>
    </label>
  )
}

/** Those of the department first, then everybody, by name. */
function useFound(query: string, departmentId: string, except: readonly string[]): Person[] {
  const { people } = useHotel()
  const wanted = fold(query.trim())
  const distance = (person: Person) => (person.departmentIds.includes(departmentId) ? 0 : 1)
  return [...people.values()]
    .filter((person) => person.active && !except.includes(person.id))
    .filter(
      (person) =>
        fold(person.name)
          .split(' ')
          .some((word) => word.startsWith(wanted)) || fold(person.name).startsWith(wanted),
    )
    .sort((a, b) => distance(a) - distance(b) || a.name.localeCompare(b.name))
}
