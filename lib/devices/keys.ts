/** The keys by which people's things lie sealed on the house's devices: one a person and device, random, kept here only. A
 *  browser gets one in a session of that person that lives there, and forgets it when it locks. */
import 'server-only'
import { randomBytes } from 'node:crypto'
import { and, eq, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { deviceKeys, sessions } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import type { OwnDevice } from './schema'

/** 32 bytes, base64url; made when it is first asked for. 403 unless the actor's session began on this device. */
export async function keyFor(actor: Actor, device: OwnDevice | null): Promise<{ key: string }> {
  const [session] = device
    ? await db()
        .select({ id: sessions.id })
        .from(sessions)
        .where(and(eq(sessions.id, actor.sessionId), eq(sessions.deviceId, device.id)))
    : []
  if (!device || !session) throw new AppError('forbidden', 'not_enrolled')
  const fresh = { deviceId: device.id, personId: actor.personId, key: randomBytes(32).toString('base64url') }
  // Whoever comes second gets the first one's: an update of nothing answers the row.
  const [row] = await db()
    .insert(deviceKeys)
    .values(fresh)
    .onConflictDoUpdate({ target: [deviceKeys.deviceId, deviceKeys.personId], set: { key: sql`${deviceKeys.key}` } })
    .returning({ key: deviceKeys.key })
  if (!row) throw new Error('A device key was neither made nor found')
  return row
}

/** For the server's own eyes. */
export async function storedKey(deviceId: string, personId: string): Promise<Buffer | null> {
  const [row] = await db()
    .select({ key: deviceKeys.key })
    .from(deviceKeys)
    .where(and(eq(deviceKeys.deviceId, deviceId), eq(deviceKeys.personId, personId)))
  return row ? Buffer.from(row.key, 'base64url') : null
}
