/** Waiting no longer than one said one would. */
import 'server-only'

export class DeadlineError extends Error {}

/** Waits for an answer at most `ms`; neither node-redis nor postgres.js has a deadline for a half-open link. What the work
 *  did is then unknown. */
export async function withDeadline<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`${what}: no answer in ${ms} ms`)), ms)
  })
  work.catch(() => {})
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
