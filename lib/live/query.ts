/** What a stream is asked with. Shared. */
import { z } from 'zod'
import { id, wholeNumber } from '@/lib/schema'
import { MAX_OPEN_TICKETS } from './events'

// Made once: to make a schema costs more than to use it, and three thousand may come at once.
const openTicket = z.object({ ticketId: id, seq: wholeNumber(0) })

/** `open=<ticketId>:<seq>,…`: the tickets this browser has open, each with the newest seq it holds. */
export const liveQuery = z.strictObject({
  open: z
    .string()
    .default('')
    .transform((value) => value.split(',').filter(Boolean))
    .pipe(z.array(z.string()).max(MAX_OPEN_TICKETS))
    .transform((items, context) =>
      items.map((item) => {
        const [ticketId, seq, ...rest] = item.split(':')
        const parsed = openTicket.safeParse({ ticketId, seq })
        if (!parsed.success || rest.length > 0) {
          context.addIssue({ code: 'custom', message: 'must be <ticketId>:<seq>, comma-separated' })
          return z.NEVER
        }
        return parsed.data
      }),
    ),
})
