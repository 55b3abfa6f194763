/** What the hotel's clocks show at a moment. Pure. */
import 'server-only'

export interface ClockTime {
  /** Since midnight. */
  minute: number
  /** 1 for Monday up to 7. */
  weekday: number
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const zones = new Map<string, Intl.DateTimeFormat>()

export function hotelClock(moment: Date, timeZone: string): ClockTime {
  let format = zones.get(timeZone)
  if (!format) {
    const parts = { weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
    format = new Intl.DateTimeFormat('en-US', { timeZone, ...parts })
    zones.set(timeZone, format)
  }
  // "Mon 14:05"
  const [, weekday = '', hour, minute] = /^(\w+),? (\d+):(\d+)$/.exec(format.format(moment)) ?? []
  return { minute: Number(hour) * 60 + Number(minute), weekday: WEEKDAYS.indexOf(weekday) + 1 }
}
