/** Letters: what a person wrote on a device and could not send before they locked it. They lie there sealed by the person's
 *  key, which nobody there has any more; whoever holds the device next carries them here unread, and here they are opened
 *  and done in the name of whoever wrote them, for as long as that person may. */
import 'server-only'
import { createDecipheriv } from 'node:crypto'
import { z } from 'zod'
import { loadSender } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import { id } from '@/lib/schema'
import { storedKey } from './keys'
import type { OwnDevice } from './schema'

/** The sealed body as it travels: the nonce (12 bytes), then what AES-256-GCM made of the content with its tag (16 bytes). */
export const letterBody = z.strictObject({ sealed: z.string().regex(/^[A-Za-z0-9_-]{40,}$/) })

/** The session it was written in, and what would have been the request's body. */
const content = z.strictObject({ sessionId: id, body: z.unknown() })

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** `purpose` is what it was sealed for ("POST /api/tickets/…/messages"): it opens nowhere else. 401 for a letter that is not
 *  this person's from this device, and for one whose writer may not act any more. */
export async function openLetter(
  device: OwnDevice | null,
  personId: string,
  { sealed }: z.output<typeof letterBody>,
  purpose: string,
): Promise<{ actor: Actor; body: unknown }> {
  const key = device && (await storedKey(device.id, personId))
  const read = content.safeParse(key && unsealed(key, Buffer.from(sealed, 'base64url'), purpose))
  const actor = device && read.success ? await loadSender(read.data.sessionId, personId, device.id) : null
  if (!actor || !read.success) throw new AppError('signed_out', 'letter_refused')
  return { actor, body: read.data.body }
}

function unsealed(key: Buffer, sealed: Buffer, purpose: string): unknown {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES))
    decipher.setAAD(Buffer.from(purpose))
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    const opened = Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
    return JSON.parse(opened.toString('utf8'))
  } catch {
    return undefined
  }
}
