/** Tells an outage of PostgreSQL from a bug: the first is a 503 that the client retries with the same id. */
import 'server-only'
import { AppError } from '@/lib/errors'

// Class 08 connection exception, 53 insufficient resources, 57 operator intervention, 55P03 lock not available,
// 25P03 and 25P04 a transaction that waited too long for its next statement or took too long as a whole,
// 40001 and 40P01 serialisation: PostgreSQL manual, appendix A.
const TRANSIENT_SQLSTATE = /^(08...|53...|57...|55P03|25P03|25P04|40001|40P01)$/
const LOST_CONNECTION = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
])

export function asUnavailable(thrown: unknown): unknown {
  for (let error = thrown, depth = 0; error instanceof Error && depth < 5; error = error.cause, depth++) {
    if (error instanceof AppError) return error
    const code = (error as { code?: unknown }).code
    if (typeof code === 'string' && (LOST_CONNECTION.has(code) || TRANSIENT_SQLSTATE.test(code)))
      return new AppError('unavailable', 'unavailable', { retryAfter: 2, cause: thrown })
  }
  return thrown
}
