/** What somebody looks for, as it stands in the page's address: whoever is sent it finds the same, as far as they may see it. Pure. */
import { isDay } from '@/lib/client/hotel-time'
import { STATUSES, type Status } from '@/lib/tickets/schema'

/** The filters that hold ids, or statuses, of which any will do. */
export const LISTED = ['from', 'person', 'place', 'department', 'item', 'state'] as const
export type Listed = (typeof LISTED)[number]

export interface Asked extends Record<Listed, readonly string[]> {
  q: string
  photo: boolean
  /** Days of the hotel's calendar ("2026-03-29"), both included; empty for no limit. */
  since: string
  until: string
}

export const NOTHING: Asked = {
  ...{ q: '', photo: false, since: '', until: '' },
  ...{ from: [], person: [], place: [], department: [], item: [], state: [] },
}

const MOST = 20

export function askedOf(params: Pick<URLSearchParams, 'get'>): Asked {
  const list = (name: Listed) => (params.get(name) ?? '').split(',').filter(Boolean).slice(0, MOST)
  const day = (name: string) => (isDay(params.get(name) ?? '') ? (params.get(name) ?? '') : '')
  return {
    q: (params.get('q') ?? '').slice(0, 200),
    photo: params.get('has') === 'photo',
    ...{ since: day('since'), until: day('until') },
    ...{ from: list('from'), person: list('person'), place: list('place'), department: list('department') },
    ...{ item: list('item'), state: list('state').filter(isStatus) },
  }
}

const isStatus = (value: string): value is Status => (STATUSES as readonly string[]).includes(value)

export function paramsOf(asked: Asked): URLSearchParams {
  const params = new URLSearchParams()
  if (asked.q.trim() !== '') params.set('q', asked.q)
  for (const name of LISTED) if (asked[name].length > 0) params.set(name, asked[name].join(','))
  if (asked.photo) params.set('has', 'photo')
  if (asked.since) params.set('since', asked.since)
  if (asked.until) params.set('until', asked.until)
  return params
}

export const addressOf = (asked: Asked): string => {
  const params = `${paramsOf(asked)}`
  return params === '' ? '/history' : `/history?${params}`
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
