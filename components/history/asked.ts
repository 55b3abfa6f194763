/** What somebody looks for, as it stands in the page's address: whoever is sent it finds the same, as far as they may see it. Pure. */
import { dayAfter, fromWallClock, isDay } from '@/lib/client/hotel-time'
import { HAVINGS, type Having } from '@/lib/history/vocabulary'
import { STATUSES, type Status } from '@/lib/tickets/schema'
import { isId } from '@/lib/uuid'

/** The filters that hold ids, or statuses, of which any will do, and what a ticket has, all of it. */
export const LISTED = ['from', 'person', 'place', 'department', 'item', 'state', 'has'] as const
export type Listed = (typeof LISTED)[number]

export interface Asked extends Record<Listed, readonly string[]> {
  q: string
  /** Days of the hotel's calendar ("2026-03-29"), both included; empty for no limit. */
  since: string
  until: string
}

export const NOTHING: Asked = {
  ...{ q: '', since: '', until: '' },
  ...{ from: [], person: [], place: [], department: [], item: [], state: [], has: [] },
}

const MOST = 20

export function askedOf(params: Pick<URLSearchParams, 'get'>): Asked {
  const list = (name: Listed, isOne = isId) => (params.get(name) ?? '').split(',').filter(isOne).slice(0, MOST)
  const day = (name: string) => (isDay(params.get(name) ?? '') ? (params.get(name) ?? '') : '')
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    ...inOrder({ since: day('since'), until: day('until') }),
    ...{ from: list('from'), person: list('person'), place: list('place'), department: list('department') },
    ...{ item: list('item'), state: list('state', isStatus), has: list('has', isHaving) },
  }
}

/** No day lies between a day and one before it. */
const inOrder = (days: Pick<Asked, 'since' | 'until'>) => (isInOrder(days) ? days : { since: '', until: '' })
const isInOrder = ({ since, until }: Pick<Asked, 'since' | 'until'>) => !since || !until || since <= until

/** From that day, or until it; the other follows where it would lie on the wrong side. */
export function withDay(asked: Asked, name: 'since' | 'until', day: string): Asked {
  const next = { ...asked, [name]: day }
  return isInOrder(next) ? next : { ...next, since: day, until: day }
}

const isStatus = (value: string): boolean => STATUSES.includes(value as Status)
const isHaving = (value: string): boolean => HAVINGS.includes(value as Having)

export function paramsOf(asked: Asked): URLSearchParams {
  const params = new URLSearchParams()
  if (asked.q.trim() !== '') params.set('q', asked.q)
  for (const name of LISTED) if (asked[name].length > 0) params.set(name, asked[name].join(','))
  if (asked.since) params.set('since', asked.since)
  if (asked.until) params.set('until', asked.until)
  return params
}

export const addressOf = (asked: Asked): string => {
  const params = `${paramsOf(asked)}`
  return params === '' ? '/history' : `/history?${params}`
}

/** As the server takes it: days are the hotel's, the server's are moments. */
export function queryOf(asked: Asked, timeZone: string): Record<string, string> {
  const { since, until, ...rest } = Object.fromEntries(paramsOf(asked))
  const begin = (day: string) => fromWallClock(`${day}T00:00`, timeZone) ?? ''
  return { ...rest, ...(since && { since: begin(since) }), ...(until && { until: begin(dayAfter(until)) }) }
}

export const isNothing = (asked: Asked): boolean => `${paramsOf(asked)}` === ''

export const isFiltered = (asked: Asked): boolean => !isNothing({ ...asked, q: '' })

/** With one more of that kind, or the same where it has it. */
export const withOne = (asked: Asked, name: Listed, id: string): Asked =>
  asked[name].includes(id) ? asked : { ...asked, [name]: [...asked[name], id].slice(-MOST) }

export const without = (asked: Asked, name: Listed, id: string): Asked => ({
  ...asked,
  [name]: asked[name].filter((one) => one !== id),
})
