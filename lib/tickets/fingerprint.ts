/** What a request asked for, as one short value: the same id with another fingerprint is a mistake, not a retry. */
import 'server-only'
import { createHash } from 'node:crypto'
import { canonical } from '@/lib/journal/digest'

/** Over who asks, what for, and everything they sent but the device's time and the version it was decided on: a retry may carry
 *  them anew, and one that was first sent in a letter may come without a version, or with the one that is known by now. */
export function fingerprintOf(personId: string, action: string, input: object): string {
  const { basedOn: _, ...content } = input as Record<string, unknown>
  return earlierFingerprintOf(personId, action, content)
}

/** As it was written until 28 November 2026, over the version as well: a device may ask again for what it did before. */
export function earlierFingerprintOf(personId: string, action: string, input: object): string {
  const { at: _, ...content } = input as Record<string, unknown>
  return createHash('sha256')
    .update(canonical([personId, action, content]))
    .digest('base64url')
}
