/** One error for two audiences: a code and parameters for the person, a cause for the log. Shared. */

/** The one table from code to HTTP status. */
export const STATUS = {
  invalid: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  slow_down: 429,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof STATUS

export interface Told {
  /** Key of the sentence under `errors` in the message files, worded in the reader's language when shown. */
  code: string
  params?: Record<string, string | number>
}

interface Details {
  /** The offending input field, as a path: `body.quantity`. */
  field?: string
  /** Seconds until a retry makes sense (429 and 503). */
  retryAfter?: number
  /** The current state, so that a refused person sees what is true now. */
  current?: unknown
  /** For the log only. */
  cause?: unknown
}

/** The server is built as several bundles with a class each: what one throws, another must know for what it is. */
const MARK = Symbol.for('bellboard.AppError')

/** The one error the domain throws; the route wrapper is the only place that turns it into an answer. */
export class AppError extends Error {
  readonly [MARK] = true
  readonly told: Told
  readonly details: Details

  constructor(
    readonly code: ErrorCode,
    told: Told | string,
    details: Details = {},
  ) {
    const sentence = typeof told === 'string' ? { code: told } : told
    super(`${code}: ${sentence.code}`, { cause: details.cause })
    this.name = 'AppError'
    this.told = sentence
    this.details = details
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return typeof value === 'object' && value !== null && MARK in value
  }
}

/** A refusal as it travels: `message` is the code of a sentence, `params` fill it. */
export interface ErrorBody {
  error: {
    code: ErrorCode | 'internal'
    message: string
    params?: Record<string, string | number>
    field?: string
    reference?: string
    current?: unknown
  }
}

/** With it a page says for whom it was made: on a shared tablet somebody else may have signed in since, in another tab, and
 *  then it is answered `signed_out`. */
export const PERSON_HEADER = 'x-bellboard-person'

/** With it the body is a letter, sealed by this person on this device; the cookie of whoever is signed in now does not count. */
export const LETTER_HEADER = 'x-bellboard-letter'

export const notFound = () => new AppError('not_found', 'not_found')
