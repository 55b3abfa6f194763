/** The one way from the browser to the server: JSON, same origin, a deadline. Every failure is an `ApiError` that says
 *  whether the server refused (nothing happened) or the outcome is unknown (ask again with the same id). */
import { type ErrorBody, PERSON_HEADER } from '@/lib/errors'

export const DEADLINE_MS = 10_000

type Params = Record<string, string | number>

interface Failure {
  /** HTTP status; 0 when no answer came. */
  status: number
  code: string
  message: string
  params?: Params
  field?: string
  reference?: string
  current?: unknown
  retryAfter?: number
}

/** `message` is the code of a sentence under `errors`, filled by `params`. */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly params: Params
  readonly field?: string
  readonly reference?: string
  /** What is true now, where the server said so (409). */
  readonly current?: unknown
  /** Seconds until a retry makes sense. */
  readonly retryAfter?: number

  constructor(failure: Failure, cause?: unknown) {
    super(failure.message, { cause })
    this.name = 'ApiError'
    this.status = failure.status
    this.code = failure.code
    this.params = failure.params ?? {}
    this.field = failure.field
    this.reference = failure.reference
    this.current = failure.current
    this.retryAfter = failure.retryAfter
  }

  /** True when it may have happened all the same: no answer, too late, or a server that stumbled. */
  get isUnknown(): boolean {
    return this.status === 0 || this.status >= 500
  }
}

interface Options {
  query?: Record<string, string | number | undefined>
  signal?: AbortSignal
  deadlineMs?: number
  /** In whose name, where that is known better than by whose page it is now. */
  as?: string
}

const send =
  (method: string) =>
  <T>(path: string, body: unknown, options: Options = {}) =>
    request<T>(method, path, options, body)

export const api = {
  ask: <T>(method: string, path: string, body: unknown, options: Options = {}) =>
    request<T>(method, path, options, body),
  get: <T>(path: string, options: Options = {}) => request<T>('GET', path, options),
  post: send('POST'),
  put: send('PUT'),
  patch: send('PATCH'),
  del: send('DELETE'),
  /** The bytes as they are. */
  patchBytes: <T>(path: string, bytes: ArrayBuffer, options: Options) => request<T>('PATCH', path, options, bytes),
}

let speaker: string | null = null

/** In whose name this page asks now. */
export const spokenFor = (): string | null => speaker

/** From now on everything is asked and said for this person, or refused as signed out: never in the name of whoever signed
 *  in on this browser since. */
export function speakFor(personId: string | null): void {
  speaker = personId
}

async function request<T>(method: string, path: string, options: Options, body?: unknown): Promise<T> {
  const response = await reach(method, path, options, body)
  const answer = await read(response)
  if (response.ok && answer !== undefined) return answer as T
  const error = failureOf(response, answer)
  if (error.status === 401) goToSignIn()
  throw error
}

const BYTES = 'application/octet-stream'

async function reach(method: string, path: string, options: Options, body: unknown): Promise<Response> {
  const as = options.as ?? speaker
  const deadline = AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS)
  try {
    return await fetch(path + search(options.query), {
      method,
      body: body === undefined || body instanceof ArrayBuffer ? body : JSON.stringify(body),
      headers: {
        ...(as !== null && { [PERSON_HEADER]: as }),
        ...(body !== undefined && { 'content-type': body instanceof ArrayBuffer ? BYTES : 'application/json' }),
      },
      credentials: 'same-origin',
      cache: 'no-store',
      // Our server answers where it is asked: who sends us elsewhere is somebody else.
      redirect: 'error',
      signal: options.signal ? AbortSignal.any([options.signal, deadline]) : deadline,
    })
  } catch (cause) {
    const message = deadline.aborted ? 'outcome_unknown' : 'network'
    throw new ApiError({ status: 0, code: 'unreachable', message }, cause)
  }
}

function search(query: Options['query'] = {}): string {
  const parts = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return parts.length === 0 ? '' : `?${new URLSearchParams(parts)}`
}

/** The body as JSON; undefined when it broke off or is none. */
async function read(response: Response): Promise<unknown> {
  try {
    return await response.json()
  } catch {
    return undefined
  }
}

function failureOf(response: Response, answer: unknown): ApiError {
  // A success whose body broke off: it happened, but what it says is lost.
  if (response.ok) return new ApiError({ status: 0, code: 'unreachable', message: 'outcome_unknown' })
  const error = (answer as Partial<ErrorBody> | undefined)?.error
  const wait = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ApiError({
    ...(error ?? {
      code: response.status >= 500 ? 'unavailable' : 'internal',
      message: response.status >= 500 ? 'unavailable' : 'internal',
    }),
    status: response.status,
    retryAfter: Number.isFinite(wait) ? wait : undefined,
  })
}

let isLeaving = false

/** Nobody is to be sent to the sign-in page any more: whoever asked for it goes there by themselves. Undone if they stay. */
export function leaveBy<T>(way: Promise<T>): Promise<T> {
  isLeaving = true
  way.catch(() => {
    isLeaving = false
  })
  return way
}

/** To the sign-in page, and back here afterwards. Once, however many answers say so. */
export function goToSignIn(): void {
  if (isLeaving || typeof window === 'undefined' || window.location.pathname.startsWith('/sign-in')) return
  isLeaving = true
  const here = window.location.pathname + window.location.search
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(here)}`)
}
