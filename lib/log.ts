/** The process's one log: JSON lines on standard output. Never message bodies, passwords, cookies or tokens. */
import 'server-only'
import pino from 'pino'

export const log = pino({
  level: process.env.LOG_LEVEL ?? (process.env.NODE_ENV === 'test' ? 'silent' : 'info'),
  base: { pid: process.pid },
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: ['password', '*.password', 'headers.cookie', 'headers.authorization'],
  serializers: { err: faultOf },
})

/** What went wrong, in one line for the log. */
export function wordsOf(error: unknown): string {
  const cause = causeOf(error)
  return cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
}

/** An error as the log keeps it, field by field. */
export function faultOf(error: unknown): object {
  const { code } = (causeOf(error) ?? {}) as { code?: unknown }
  return { message: wordsOf(error), ...(typeof code === 'string' && { code }), at: placesOf(error) }
}

/** A failed query quotes its parameters, and so what people wrote: it is known by its cause. */
function causeOf(error: unknown): unknown {
  return error instanceof Error && 'params' in error && 'query' in error ? (error.cause ?? 'a query failed') : error
}

/** The lines of a stack that name a place. It begins with the message, in which a line may look like one. */
function placesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return []
  const { stack = '', message } = error
  const head = stack.indexOf(message)
  const places = head < 0 ? stack : stack.slice(head + message.length)
  return places.split('\n').filter((line) => /^\s+at /.test(line))
}
