/** A write whose outcome is unknown is asked for again: under one id it is done once. */
import { ApiError, spokenFor } from './api'
import { backoff } from './backoff'

/** How often, before the person is told. */
const RETRIES = 2
const PAUSE_MS = 300

/** `ask` must be the same request each time. Throws what the server refused with, or the last failure, also when the page has
 *  become somebody else's meanwhile: what one person asked for is not asked for in another's name. */
export async function untilKnown<T>(ask: () => Promise<T>): Promise<T> {
  const who = spokenFor()
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof ApiError && error.isUnknown) || attempt === RETRIES) throw error
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS + backoff(attempt)))
      if (spokenFor() !== who) throw error
    }
  }
}
