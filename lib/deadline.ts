/** Waiting no longer than one said one would. */
import 'server-only'

/** Who asks PostgreSQL waits as long as a statement may take there (db/client.ts). */
export const DATABASE_MS = 5_000

/** As with `AppError`, one bundle of the server must know what another throws. */
const MARK = Symbol.for('bellboard.DeadlineError')

export class DeadlineError extends Error {
  readonly [MARK] = true

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && MARK in value
  }
}

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
