/** Asking again, for work that must not be given up while its owner is there. */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { log, wordsOf } from '@/lib/log'

const FIRST_MS = 250
const LONGEST_MS = 2_000

/** Jittered, so that many do not ask in step. */
export const delayMs = (attempt: number): number =>
  Math.min(FIRST_MS * 2 ** attempt, LONGEST_MS) * (0.5 + Math.random() / 2)

/** Repeats `work` until it succeeds; null when it is no longer wanted. */
export async function patiently<T>(work: () => Promise<T>, isDone: () => boolean): Promise<T | null> {
  for (let attempt = 0; !isDone(); attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt === 0) log.warn({ error: wordsOf(error) }, 'live engine waits')
      await pause(delayMs(attempt))
    }
  }
  return null
}
