/** How long anything that the server answers may take. */
import 'server-only'
import { DeadlineError, withDeadline } from '@/lib/deadline'
import { AppError } from '@/lib/errors'

export const ANSWER_MS = 10_000

/** What a write did when its time is up is unknown: the client asks again with the same id. Throws `unavailable`. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  try {
    return await withDeadline(work, ms, 'answer')
  } catch (error) {
    if (error instanceof DeadlineError)
      throw new AppError('unavailable', 'outcome_unknown', { retryAfter: 2, cause: error })
    throw error
  }
}
