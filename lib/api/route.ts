/** The one wrapper of every JSON route: origin, sign-in, parsing, the answer, errors. It never learns a business rule. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Actor } from '@/lib/auth/schema'
import { actorOf } from '@/lib/auth/session'
import { AppError, type ErrorBody, STATUS } from '@/lib/errors'
import { log } from '@/lib/log'
import { isOwnOrigin } from './origins'
import { asUnavailable } from './outage'

export const MAX_BODY_BYTES = 64 * 1024
const DEADLINE_MS = 10_000

type Schema = z.ZodType | undefined
type Parsed<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined

interface Options<P extends Schema, Q extends Schema, B extends Schema> {
  params?: P
  query?: Q
  body?: B
  /** Status of a successful answer. */
  status?: 200 | 201
  /** Milliseconds until the answer is 503; long-polls need more. */
  deadlineMs?: number
}

interface Asked<P extends Schema, Q extends Schema, B extends Schema> {
  actor: Actor
  params: Parsed<P>
  query: Parsed<Q>
  body: Parsed<B>
  request: Request
}

type Context = { params: Promise<Record<string, string | string[] | undefined>> }

/** A signed-in route. The handler returns what becomes the JSON body, or a `Response` of its own. */
export function route<P extends Schema = undefined, Q extends Schema = undefined, B extends Schema = undefined>(
  options: Options<P, Q, B>,
  handler: (asked: Asked<P, Q, B>) => Promise<unknown>,
) {
  return async (request: Request, context?: Context): Promise<Response> => {
    try {
      if (!isSafe(request.method) && !isOwnOrigin(request)) throw new AppError('forbidden', 'foreign_origin')
      const work = answer(request, context, options, handler)
      return await within(work, options.deadlineMs ?? DEADLINE_MS)
    } catch (error) {
      return refusal(error, request)
    }
  }
}

async function answer<P extends Schema, Q extends Schema, B extends Schema>(
  request: Request,
  context: Context | undefined,
  options: Options<P, Q, B>,
  handler: (asked: Asked<P, Q, B>) => Promise<unknown>,
): Promise<Response> {
  const actor = await actorOf(request)
  const params = parse(options.params, (await context?.params) ?? {}, 'params')
  const query = parse(options.query, single(new URL(request.url).searchParams), 'query')
  const body = options.body ? parse(options.body, await json(request), 'body') : undefined
  const result = await handler({ actor, params, query, body, request } as Asked<P, Q, B>)
  if (result instanceof Response) return result
  return Response.json(result ?? {}, {
    status: options.status ?? 200,
    headers: { 'cache-control': 'private, no-store' },
  })
}

const isSafe = (method: string) => method === 'GET' || method === 'HEAD'

/** Repeated parameters are refused rather than guessed. */
function single(search: URLSearchParams): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [name, value] of search) {
    if (Object.hasOwn(values, name)) throw new AppError('invalid', 'invalid', { field: `query.${name}` })
    values[name] = value
  }
  return values
}

function parse(schema: Schema, value: unknown, where: string): unknown {
  if (!schema) return undefined
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  // An id that cannot be one names nothing: the same answer as for a stranger's ticket.
  if (where === 'params') throw new AppError('not_found', 'not_found')
  const unknownKey = issue?.code === 'unrecognized_keys' ? [issue.keys[0]] : []
  const field = [where, ...(issue?.path ?? []), ...unknownKey].map(String).join('.')
  throw new AppError('invalid', { code: 'invalid', params: { reason: issue?.message ?? 'is not valid' } }, { field })
}

/** The body as JSON, read to at most 64 KiB whatever `content-length` says. */
async function json(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') throw new AppError('unsupported_media_type', 'not_json')
  const bytes = await readLimited(request)
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (cause) {
    throw new AppError('invalid', { code: 'invalid', params: { reason: 'is not JSON' } }, { field: 'body', cause })
  }
}

async function readLimited(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) throw new AppError('too_large', 'too_large')
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    size += value.byteLength
    if (size > MAX_BODY_BYTES) {
      await reader.cancel().catch(() => {})
      throw new AppError('too_large', 'too_large')
    }
    chunks.push(value)
  }
  return Buffer.concat(chunks)
}

/** What a write did when its time is up is unknown: the client asks again with the same id. */
async function within<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('unavailable', 'outcome_unknown', { retryAfter: 2 })), ms)
  })
  work.catch(() => {})
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** Any failure as the one shape of refusal. What is not an `AppError` becomes a 500 with a reference that the log knows. */
export function refusal(thrown: unknown, request: Request): Response {
  const error = asUnavailable(thrown)
  if (!(error instanceof AppError)) {
    const reference = randomUUID().slice(0, 8)
    log.error({ reference, err: error, method: request.method, path: new URL(request.url).pathname }, 'request failed')
    return send(500, { error: { code: 'internal', message: 'internal', reference } })
  }
  const { field, current, retryAfter, cause } = error.details
  if (error.code === 'unavailable')
    log.warn({ err: cause ?? error, path: new URL(request.url).pathname }, 'unavailable')
  const body: ErrorBody = {
    error: { code: error.code, message: error.told.code, params: error.told.params, field, current },
  }
  const wait: Record<string, string> =
    STATUS[error.code] === 429 || STATUS[error.code] === 503 ? { 'retry-after': String(retryAfter ?? 2) } : {}
  return send(STATUS[error.code], body, wait)
}

const send = (status: number, body: ErrorBody, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { 'cache-control': 'private, no-store', ...headers } })
