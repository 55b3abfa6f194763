/** The hotel's own settings. Shared. */
import { z } from 'zod'
import { names } from '@/lib/schema'

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:MM')

export const shift = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  names,
  start: clock,
  end: clock,
})

export const settings = z.strictObject({
  hotelName: z.string().min(1).max(120),
  timeZone: z.string().refine((zone) => {
    try {
      new Intl.DateTimeFormat('en', { timeZone: zone })
      return true
    } catch {
      return false
    }
  }, 'must be an IANA time zone'),
  /** The hour at which one business day ends and the next begins. */
  businessDayStart: clock,
  shifts: z.array(shift),
  /** Hours after which the clock closes what is done. */
  closeAfterHours: z.number().int().min(1).max(720),
  /** True only while the invented demo hotel is loaded: then the sign-in page shows its sign-ins. */
  demo: z.boolean(),
})
export type Settings = z.output<typeof settings>

/** What the sign-in page of the demo hotel offers. */
export const DEMO_PEOPLE = ['felix', 'hana', 'marco', 'nora', 'ada'] as const
export interface DemoSignIn {
  key: (typeof DEMO_PEOPLE)[number]
  name: string
  email: string
  password: string
}
