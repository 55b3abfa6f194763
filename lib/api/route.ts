/** The one wrapper of every JSON route: origin, sign-in, pace, parsing, the answer, errors. It never learns a business rule. */
import 'server-only'
import { z } from 'zod'
import type { Actor } from '@/lib/auth/schema'
import { actorOf, claimsOf } from '@/lib/auth/session'
import { AppError, LETTER_HEADER, notFound, PERSON_HEADER } from '@/lib/errors'
import { isOwnOrigin } from '@/lib/origins'
import { readBytes, readJson } from './body'
import { hasPassed } from './doorstep'
import { giveAnswer } from './exchange'
import { readLetter, receiptOf, untold } from './letter'
import { type Paced, pace } from './pace'
import { parse } from './parse'
import { refusal } from './refusal'
import { ANSWER_MS, within } from './within'

/** Made once: zod compiles an object's parser when it first parses. */
const NOTHING = z.strictObject({})
const NO_BYTES = new Uint8Array()
const JSON_HEADERS = { 'content-type': 'application/json', 'cache-control': 'private, no-store' }

type Schema = z.ZodType | undefined
type Parsed<S extends Schema> = S extends z.ZodType ? z.output<S> : undefined

interface Options<P extends Schema, Q extends Schema, B extends Schema> {
  params?: P
  /** Without one, no query parameter is accepted. */
  query?: Q
  /** Without one, a body is not read. */
  body?: B
  /** Whether it may also come in a letter: sealed, by whoever holds the device now (`lib/devices/letters.ts`). */
  isByLetter?: boolean
  /** The body as it is, `application/octet-stream`, up to this many bytes; instead of `body`. */
  bytes?: number
  /** Status of a successful answer. */
  status?: 200 | 201
  /** A read that is counted; writes are in any case. */
  paced?: Paced
  /** Milliseconds until the answer is 503; long-polls need more. */
  deadlineMs?: number
}

interface Asked<P extends Schema, Q extends Schema, B extends Schema> {
  actor: Actor
  params: Parsed<P>
  query: Parsed<Q>
  body: Parsed<B>
  /** Empty unless the route asks for them. */
  bytes: Uint8Array
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
      if (!hasPassed(request.headers)) throw new AppError('unavailable', 'unavailable', { retryAfter: 1 })
      refuseForeigners(request)
      const work = answer(request, context, options, handler)
      const result = await within(work, options.deadlineMs ?? ANSWER_MS)
      return result instanceof Response ? result : answerWith(request, result, options.status ?? 200)
    } catch (error) {
      const isLetter = options.isByLetter && request.headers.has(LETTER_HEADER)
      return refusal(isLetter ? untold(error) : error, request)
    }
  }
}

const isSafe = (method: string) => method === 'GET' || method === 'HEAD'

/** Writes must say that they come from one of our pages; reads must not say that they come from another's. */
function refuseForeigners(request: Request): void {
  const site = request.headers.get('sec-fetch-site')
  const isForeignRead = site !== null && site !== 'same-origin' && site !== 'none'
  if (isSafe(request.method) ? isForeignRead : !isOwnOrigin(request)) throw new AppError('forbidden', 'foreign_origin')
}

/** What one person wrote is not said in another's name: the page finds out who is signed in now. */
function refuseStandIn(request: Request, { personId }: Actor): void {
  const meant = request.headers.get(PERSON_HEADER)
  if (meant !== null && meant !== personId) throw new AppError('signed_out', 'signed_out')
}

async function answer<P extends Schema, Q extends Schema, B extends Schema>(
  request: Request,
  context: Context | undefined,
  options: Options<P, Q, B>,
  handler: (asked: Asked<P, Q, B>) => Promise<unknown>,
): Promise<unknown> {
  const letter = options.isByLetter ? await readLetter(request) : null
  const isRead = options.body !== undefined || options.bytes !== undefined
  const [content] = await Promise.allSettled([isRead && (letter ? letter.body : contentOf(request, options.bytes))])
  // Only now that all of it is here: a body may trickle in for longer than its sender stays signed in.
  const actor = letter?.actor ?? (await actorOf(request))
  refuseStandIn(request, actor)
  const paced = options.paced ?? (isSafe(request.method) ? null : 'write')
  // A letter was counted before it was opened.
  if (paced && !letter) await pace(actor.personId, paced)
  const params = options.params && named(options.params, (await context?.params) ?? {})
  const query = parse(options.query ?? NOTHING, single(new URL(request.url).searchParams), 'query')
  if (content.status === 'rejected') throw content.reason
  const body = options.body && parse(options.body, content.value, 'body')
  const bytes = content.value instanceof Uint8Array ? content.value : NO_BYTES
  const answered = await handler({ actor, params, query, body, bytes, request } as Asked<P, Q, B>)
  return letter ? receiptOf(answered) : answered
}

/** Past Next, where that can be: its headers are on the response already. */
function answerWith(request: Request, result: unknown, status: number): Response {
  const json = JSON.stringify(result ?? {})
  if (giveAnswer(request.headers, status, JSON_HEADERS, json)) return new Response(null, { status })
  return new Response(json, { status, headers: JSON_HEADERS })
}

/** Nothing is read from a stranger. */
async function contentOf(request: Request, bytes: number | undefined): Promise<unknown> {
  if (!(await claimsOf(request.headers))) throw new AppError('signed_out', 'signed_out')
  return bytes === undefined ? readJson(request) : readBytes(request, bytes)
}

/** An id that cannot be one names nothing: the same answer as for what one may not see. */
function named(schema: z.ZodType, params: unknown): unknown {
  const result = schema.safeParse(params)
  if (!result.success) throw notFound()
  return result.data
}

/** Repeated parameters are refused rather than guessed. */
function single(search: URLSearchParams): Record<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of search) {
    if (values.has(name))
      throw new AppError(
        'invalid',
        { code: 'invalid', params: { reason: 'is given twice' } },
        { field: `query.${name}` },
      )
    values.set(name, value)
  }
  return Object.fromEntries(values)
}
