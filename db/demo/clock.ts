/** Moments on the hotel's own clock. Pure. */

const DAY_MS = 86_400_000

/** The last moment at or before `moment` at which the clock in `zone` showed `time` ("14:30"). */
export function lastShown(time: string, moment: Date, zone: string): Date {
  const today = at(time, wallOf(moment, zone), zone)
  return today <= moment ? today : at(time, wallOf(moment, zone) - DAY_MS, zone)
}

/** The first moment after `moment` at which it shows `time`. */
export function nextShown(time: string, moment: Date, zone: string): Date {
  const today = at(time, wallOf(moment, zone), zone)
  return today > moment ? today : at(time, wallOf(moment, zone) + DAY_MS, zone)
}

/** So many calendar days earlier at the same time on the clock, daylight saving included. */
export function daysBefore(days: number, moment: Date, zone: string): Date {
  return momentOf(wallOf(moment, zone) - days * DAY_MS, zone)
}

const at = (time: string, wall: number, zone: string): Date => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return momentOf(Math.floor(wall / DAY_MS) * DAY_MS + (hours * 60 + minutes) * 60_000, zone)
}

/** What the clock shows, as if it were UTC. */
function wallOf(moment: Date, zone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' })
  const name = format.formatToParts(moment).find((part) => part.type === 'timeZoneName')?.value ?? ''
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)/.exec(name) ?? []
  return moment.getTime() + (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
}

/** The offset at the moment itself, not at the guess, decides: twice is enough around a change of the clocks. */
function momentOf(wall: number, zone: string): Date {
  const offsetAt = (time: number) => wallOf(new Date(time), zone) - time
  return new Date(wall - offsetAt(wall - offsetAt(wall)))
}
