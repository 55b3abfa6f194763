/** How fast one person may write. Far above what hands can do: it stops a script or a stuck button, not a busy shift. */
import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/once'

export const WRITES_PER_MINUTE = 600

/** Counts one write of this person, in this process. Throws `slow_down` with the seconds to wait. */
export async function pace(personId: string): Promise<void> {
  const limiter = once('pace', () => new RateLimiterMemory({ points: WRITES_PER_MINUTE, duration: 60 }))
  try {
    await limiter.consume(personId)
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    throw new AppError('slow_down', 'slow_down', { retryAfter: Math.max(1, Math.ceil(refused.msBeforeNext / 1000)) })
  }
}
