/** A write that comes in a letter: whom it is from, what it says, and what whoever carried it is told of it. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { letterBody, openLetter } from '@/lib/devices/letters'
import { deviceOf } from '@/lib/devices/own'
import { AppError, LETTER_HEADER } from '@/lib/errors'
import { id } from '@/lib/schema'
import { readJson } from './body'
import { pace } from './pace'
import { parse } from './parse'

/** Null when it is none. It counts as the device's, and not as its writer's, who has nothing to do with how often it is carried:
 *  `slow_down` before any is opened. Throws `letter_refused` (401) for what does not open for this device, this person and this path. */
export async function readLetter(request: Request): Promise<{ actor: Actor; body: unknown } | null> {
  const personId = request.headers.get(LETTER_HEADER)
  if (personId === null) return null
  // Nothing is read from a stranger.
  const device = await deviceOf(request.headers)
  if (!device || !id.safeParse(personId).success) throw new AppError('signed_out', 'letter_refused')
  await pace(device.id, 'write')
  const body = parse(letterBody, await readJson(request), 'body')
  return openLetter(device, personId, body, `${request.method} ${new URL(request.url).pathname}`)
}

/** What the carrier may know of an answer that is for the writer alone: that it was done. */
export function receiptOf(answer: unknown): unknown {
  const { entry, seq } = answer as { entry?: { id: string; seq: number }; seq?: number }
  return entry ? { entry: { id: entry.id, seq: entry.seq } } : { ticket: null, seq }
}

/** Of a refusal, that it was one: not who was faster, nor how the ticket stands. */
export function untold(error: unknown): unknown {
  if (!(error instanceof AppError)) return error
  return new AppError(error.code, 'letter_refused', { retryAfter: error.details.retryAfter, cause: error })
}
