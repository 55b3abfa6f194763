/** What a report is asked for, as it stands in the page's address: whoever is sent it sees the same, as far as they may. Pure. */
import { dayAfter, daysBefore, fromWallClock, isDay } from '@/lib/client/hotel-time'
import { DIMENSIONS, type Dimension } from '@/lib/reports/schema'
import { isId } from '@/lib/uuid'

export const TABLES = ['times', 'volume', 'repeats'] as const
export type TableName = (typeof TABLES)[number]

/** So many days, today the last of them. */
export const SPANS = [7, 30, 90, 365] as const
const UNSAID_DAYS = 30

export interface Asked {
  table: TableName
  by: Dimension
  /** Days of the hotel's calendar, both included. */
  since: string
  until: string
  /** Empty for all. */
  department: string
}

/** The last so many days, as of today. */
export const lastDays = (days: number, today: string) => ({ since: dayAfter(today, 1 - days), until: today })

export function askedOf(params: Pick<URLSearchParams, 'get'>, today: string): Asked {
  const oneOf = <T extends string>(name: string, all: readonly T[]): T =>
    all.find((one) => one === params.get(name)) ?? (all[0] as T)
  const day = (name: string, otherwise: string) =>
    isDay(params.get(name) ?? '') ? (params.get(name) ?? '') : otherwise
  const department = params.get('department') ?? ''
  const unsaid = lastDays(UNSAID_DAYS, today)
  const [since, until] = [day('since', unsaid.since), day('until', unsaid.until)]
  return {
    ...{ table: oneOf('table', TABLES), by: oneOf('by', DIMENSIONS) },
    ...(since <= until ? { since, until } : unsaid),
    department: isId(department) ? department : '',
  }
}

export function addressOf({ table, by, since, until, department }: Asked): string {
  const params = new URLSearchParams({ table, by, since, until, ...(department && { department }) })
  return `/reports?${params}`
}

/** Days as moments, and the same number of days before them. */
export function periodOf({ since, until }: Pick<Asked, 'since' | 'until'>, timeZone: string) {
  const begin = (day: string) => fromWallClock(`${day}T00:00`, timeZone) ?? ''
  const days = daysBefore(since, until) + 1
  return { since: begin(since), until: begin(dayAfter(until)), against: begin(dayAfter(since, -days)) }
}
