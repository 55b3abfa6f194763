/** The moment that "at noon", "um 8" or "in 20 min" means, by the hotel's clock. */
import type { Due } from '@/lib/tickets/quick/times'
import { dayOf, fromWallClock } from './hotel-time'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** ISO 8601. The next such time from `now` on, unless a day was said. */
export function momentOf(due: Due, now: number, timeZone: string): string {
  if (due.kind === 'in') return new Date(now + due.minutes * MINUTE_MS).toISOString()
  const hours = due.isEither ? [due.hour % 12, (due.hour % 12) + 12] : [due.hour]
  const days = due.day === null ? [0, 1] : [due.day]
  const moments = days.flatMap((day) => hours.flatMap((hour) => wallAt(now, day, hour, due.minute, timeZone)))
  const next = moments.find((moment) => Date.parse(moment) > now)
  return next ?? moments.at(-1) ?? new Date(now).toISOString()
}

function wallAt(now: number, day: number, hour: number, minute: number, timeZone: string): string[] {
  const today = Date.parse(`${dayOf(now, timeZone)}T00:00Z`)
  const date = new Date(today + day * DAY_MS).toISOString().slice(0, 10)
  const two = (number: number) => String(number).padStart(2, '0')
  const moment = fromWallClock(`${date}T${two(hour)}:${two(minute)}`, timeZone)
  return moment === null ? [] : [moment]
}
