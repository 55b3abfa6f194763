/** Any failure as the one shape of refusal: what the person may know, and a reference to what only the log knows. */
import 'server-only'
import { randomUUID } from 'node:crypto'
import { AppError, type ErrorBody, STATUS } from '@/lib/errors'
import { log } from '@/lib/log'
import { asUnavailable } from './outage'

/** What is not an `AppError` becomes a 500 with a reference that the log knows, and nothing of itself. */
export function refusal(thrown: unknown, request: Request): Response {
  const error = asUnavailable(thrown)
  const at = { method: request.method, path: new URL(request.url).pathname }
  if (!(error instanceof AppError)) {
    const reference = randomUUID().slice(0, 8)
    log.error({ reference, err: error, ...at }, 'request failed')
    return send(500, { error: { code: 'internal', message: 'internal', reference } })
  }
  const { field, current, retryAfter, cause } = error.details
  if (error.code === 'unavailable') log.warn({ err: cause ?? error, ...at }, 'unavailable')
  const { code, params } = error.told
  const status = STATUS[error.code]
  const wait = status === 429 || status === 503 ? { 'retry-after': String(retryAfter ?? 2) } : undefined
  return send(status, { error: { code: error.code, message: code, params, field, current } }, wait)
}

const send = (status: number, body: ErrorBody, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers: { 'cache-control': 'private, no-store', ...headers } })
