/** The named formats of moments. Shared. A hotel says 14:10, whatever the language. */
import type { Formats } from 'next-intl'

export const formats = {
  dateTime: {
    time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    seconds: { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    date: { day: 'numeric', month: 'short', year: 'numeric' },
    dateTime: {
      ...{ day: 'numeric', month: 'short', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    },
    day: { weekday: 'short', day: 'numeric', month: 'short' },
    longDay: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
    exact: {
      ...{ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    },
    dayTime: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  },
} as const satisfies Formats
