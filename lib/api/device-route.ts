/** The wrapper of what an enrolled device asks while nobody need be signed in on it, and of how a browser becomes one: as
 *  `route`, with the device in place of the actor. */
import 'server-only'
import type { z } from 'zod'
import { deviceOf } from '@/lib/devices/own'
import type { OwnDevice } from '@/lib/devices/schema'
import { AppError } from '@/lib/errors'
import { isOwnOrigin, isSecure } from '@/lib/origins'
import { readJson } from './body'
import { hasPassed } from './doorstep'
import { parse } from './parse'
import { refusal } from './refusal'
import { ANSWER_MS, within } from './within'

type Body<S extends z.ZodType | undefined> = S extends z.ZodType ? z.output<S> : undefined

interface Asked<S extends z.ZodType | undefined> {
  device: OwnDevice
  body: Body<S>
  request: Request
  secure: boolean
}

/** A write of an enrolled device; 401 for any other browser, of which nothing is read. */
export const deviceRoute = <S extends z.ZodType | undefined = undefined>(
  body: S,
  handler: (asked: Asked<S>) => Promise<Response>,
) =>
  openRoute(async (request) => {
    const device = await deviceOf(request.headers)
    if (!device) throw new AppError('signed_out', 'not_enrolled')
    const content = (body && parse(body, await readJson(request), 'body')) as Body<S>
    return handler({ device, body: content, request, secure: isSecure(request) })
  })

/** A write of whatever browser is on one of our pages. */
export function openRoute(handler: (request: Request) => Promise<Response>) {
  return async (request: Request): Promise<Response> => {
    try {
      if (!hasPassed(request.headers)) throw new AppError('unavailable', 'unavailable', { retryAfter: 1 })
      if (!isOwnOrigin(request)) throw new AppError('forbidden', 'foreign_origin')
      return await within(handler(request), ANSWER_MS)
    } catch (error) {
      return refusal(error, request)
    }
  }
}

/** JSON with cookies. */
export function withCookies(body: unknown, cookies: string[], status = 200): Response {
  const response = Response.json(body, { status, headers: { 'cache-control': 'private, no-store' } })
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
