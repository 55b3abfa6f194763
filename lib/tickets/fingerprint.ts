/** What a request asked for, as one short value: the same id with another fingerprint is a mistake, not a retry. */
import 'server-only'
import { createHash } from 'node:crypto'

/** Over who asks, what for, and everything they sent but the device's time, which a retry may carry anew. */
export function fingerprintOf(personId: string, action: string, input: object): string {
  const { at: _, ...content } = input as Record<string, unknown>
  return createHash('sha256')
    .update(canonical([personId, action, content]))
    .digest('base64url')
}

/** JSON with keys in order and without what is undefined, so that equal content is equal text. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const pairs = Object.entries(value).filter(([, item]) => item !== undefined)
  pairs.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}
