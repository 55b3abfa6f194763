/** What a request asked for, as one short value: the same id with another fingerprint is a mistake, not a retry. */
import 'server-only'
import { createHash } from 'node:crypto'
import { canonical } from '@/lib/journal/digest'

/** Over who asks, what for, and everything they sent but the device's time, which a retry may carry anew. */
export function fingerprintOf(personId: string, action: string, input: object): string {
  const { at: _, ...content } = input as Record<string, unknown>
  return createHash('sha256')
    .update(canonical([personId, action, content]))
    .digest('base64url')
}
