/** How many questions of one person may wait for news at a time. Each that is answered asks PostgreSQL who its asker is now, so
 *  that thousands would be answered before anybody else. */
import 'server-only'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/once'

/** As many as a person may have screens. */
export const MOST_WAITING = 20

const waiting = () => once('thread.waiting', () => new Map<string, number>())

/** Throws `unavailable` when this person has that many waiting in this process. */
export async function waitAsOneOfFew<T>(personId: string, wait: () => Promise<T>): Promise<T> {
  const own = waiting().get(personId) ?? 0
  if (own >= MOST_WAITING) throw new AppError('unavailable', 'too_many_streams', { retryAfter: 5 })
  waiting().set(personId, own + 1)
  try {
    return await wait()
  } finally {
    const left = (waiting().get(personId) ?? 1) - 1
    if (left > 0) waiting().set(personId, left)
    else waiting().delete(personId)
  }
}
