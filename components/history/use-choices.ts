'use client'
/** What each filter offers, by name. */
import { useLocale, useTranslations } from 'next-intl'
import { useCallback, useMemo } from 'react'
import { useHotel } from '@/components/shell/hotel-provider'
import { type Candidate, suggest } from '@/components/tickets/new-ticket/suggest'
import { nameIn } from '@/lib/names'
import { STATUSES } from '@/lib/tickets/schema'
import { LISTED, type Listed } from './asked'
import type { Prefixes } from './typed'

const SHOWN = 8

export interface Choices {
  prefixes: Prefixes
  /** The likeliest for what is typed; some of all where nothing is. */
  suggested(kind: Listed, value: string): Candidate[]
  /** What one that was chosen is called; empty when the hotel has no such thing. */
  nameOf(kind: Listed, id: string): string
}

export function useChoices(): Choices {
  const t = useTranslations('history.prefix')
  const status = useTranslations('status')
  const history = useTranslations('history')
  const hold = useTranslations('privacy')('hold')
  const locale = useLocale()
  const { people, places, departments, catalogue } = useHotel()
  const prefixes = useMemo(() => Object.fromEntries(LISTED.map((kind) => [kind, t(kind)])) as Prefixes, [t])
  const all = useMemo((): Record<Listed, Candidate[]> => {
    const everybody = [...people.values()].map(({ id, name }) => ({ id, label: name, hint: '', also: [] }))
    const named = (one: { id: string; names: Record<string, string>; keywords?: string[] }): Candidate => ({
      ...{ id: one.id, label: nameIn(locale, one.names), hint: '' },
      also: [...Object.values(one.names), ...(one.keywords ?? [])],
    })
    return {
      from: everybody,
      person: everybody,
      place: [...places.values()].map(({ id, name }) => ({ id, label: name, hint: '', also: [] })),
      department: [...departments.values()].map(named),
      item: [...catalogue.values()].map(named),
      state: STATUSES.map((id) => ({ id, label: status(id), hint: '', also: [id] })),
      has: [
        { id: 'photo', label: history('kind.photo'), hint: '', also: ['photo', history('photo')] },
        { id: 'legal_hold', label: history('kind.legal_hold'), hint: '', also: ['legal', 'hold', hold] },
      ],
    }
  }, [people, places, departments, catalogue, locale, status, history, hold])

  const suggested = useCallback(
    (kind: Listed, value: string) => (value === '' ? all[kind].slice(0, SHOWN) : suggest(value, all[kind], SHOWN)),
    [all],
  )
  const nameOf = useCallback((kind: Listed, id: string) => all[kind].find((one) => one.id === id)?.label ?? '', [all])
  return { prefixes, suggested, nameOf }
}
