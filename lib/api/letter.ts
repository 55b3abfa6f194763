/** A write that comes in a letter: whom it is from, and what it says. */
import 'server-only'
import type { Actor } from '@/lib/auth/schema'
import { letterBody, openLetter } from '@/lib/devices/letters'
import { deviceOf } from '@/lib/devices/own'
import { AppError, LETTER_HEADER } from '@/lib/errors'
import { id } from '@/lib/schema'
import { readJson } from './body'
import { parse } from './parse'

/** Null when it is none. Throws `letter_refused` (401) for what does not open for this device, this person and this path. */
export async function readLetter(request: Request): Promise<{ actor: Actor; body: unknown } | null> {
  const personId = request.headers.get(LETTER_HEADER)
  if (personId === null) return null
  // Nothing is read from a stranger.
  const device = await deviceOf(request.headers)
  if (!device || !id.safeParse(personId).success) throw new AppError('signed_out', 'letter_refused')
  const body = parse(letterBody, await readJson(request), 'body')
  return openLetter(device, personId, body, `${request.method} ${new URL(request.url).pathname}`)
}
