/** How fast one person may write, and read what costs more than most. Far above what hands can do: it stops a script or a stuck button, not a busy shift. */
import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/once'
import { outside } from '@/lib/outside'

export const PER_MINUTE = {
  write: 600,
  presence: 240,
  /** Each reads the whole board. */
  page: 240,
  /** The twenty screens that one person may have, each losing its stream every five seconds. */
  stream: 240,
  /** Twenty screens that ask for their board and a thread every four seconds, as they do without streams, and as much again. */
  read: 1_200,
}
export type Paced = keyof typeof PER_MINUTE

/** Counts one of these in this process: by this person, or by this device of the house, for the letters that it carries. Throws
 *  `slow_down` with the seconds to wait. */
export async function pace(byId: string, what: Paced): Promise<void> {
  const limiter = once(`pace ${what}`, () => new RateLimiterMemory({ points: PER_MINUTE[what], duration: 60 }))
  try {
    // It counts with a timer of a minute.
    await outside()(() => limiter.consume(byId))
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    throw new AppError('slow_down', 'slow_down', { retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) })
  }
}
