/** Days as the hotel counts them, whatever zone the device is in. */

const zones = new Map<string, Intl.DateTimeFormat>()

function calendar(timeZone: string): Intl.DateTimeFormat {
  const known = zones.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  zones.set(timeZone, made)
  return made
}

/** The calendar day of a moment in the hotel: "2026-03-29". */
export const dayOf = (moment: string | number, timeZone: string): string => calendar(timeZone).format(new Date(moment))

/** The day so many days after that one: "2026-03-30" after "2026-03-29". */
export const dayAfter = (day: string, by = 1): string => dayOf(Date.parse(`${day}T12:00Z`) + by * 86_400_000, 'UTC')

/** Whether this is a day that can be asked for: one of the calendar, and no year that is still being typed. */
export const isDay = (day: string): boolean => /^(19|20|21)/.test(day) && isOfCalendar(day)

function isOfCalendar(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false
  const noon = new Date(`${day}T12:00Z`)
  return !Number.isNaN(noon.getTime()) && noon.toISOString().startsWith(day)
}

/** How many days before `today` the day `day` was: 0 today, 1 yesterday. Both as `dayOf` gives them. */
export const daysBefore = (day: string, today: string): number =>
  Math.round((Date.parse(`${today}T00:00Z`) - Date.parse(`${day}T00:00Z`)) / 86_400_000)

/** A moment as `datetime-local` wants it, in the hotel's zone: "2026-03-29T14:10". */
export function asWallClock(moment: string | number, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(moment))
  const get = (type: string) => parts.find((part) => part.type === type)?.value ?? '00'
  return `${get('year')}-${get('month')}-${get('day')}T${get('hour')}:${get('minute')}`
}

/** The moment of a wall-clock time in the hotel's zone; null when it is not one. A time that daylight saving skips becomes
 *  the hour after; one that it repeats, the first of the two. */
export function fromWallClock(wall: string, timeZone: string): string | null {
  if (!/^[\d-]{10}T\d{2}:\d{2}$/.test(wall) || !isOfCalendar(wall.slice(0, 10)) || wall < '1900') return null
  const asUtc = Date.parse(`${wall}Z`)
  if (Number.isNaN(asUtc)) return null
  const offsetAt = (moment: number) =>
    Date.parse(`${asWallClock(moment, timeZone)}Z`) - Math.floor(moment / 60_000) * 60_000
  // The offset before the wall time and the one after it differ only around a change of the clocks.
  const earlier = asUtc - offsetAt(asUtc - 86_400_000)
  const later = asUtc - offsetAt(asUtc + 86_400_000)
  const fits = [earlier, later].filter((moment) => asWallClock(moment, timeZone) === wall)
  return new Date(fits.length > 0 ? Math.min(...fits) : earlier).toISOString()
}
