/** The door to a device's subscription: one a session, and one session a browser. Whoever signs in on a shared tablet and
 *  wants alerts takes it over; what is sent there is always for the session it belongs to now. */
import 'server-only'
import { and, eq, ne, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { pushSubscriptions } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import { isPushService } from './endpoints'
import type { PushInput, PushState } from './schema'
import { vapid } from './vapid'

export async function pushStateOf({ sessionId }: Actor): Promise<PushState> {
  const [row] = await db()
    .select({ sessionId: pushSubscriptions.sessionId })
    .from(pushSubscriptions)
    .where(eq(pushSubscriptions.sessionId, sessionId))
  return { publicKey: vapid()?.publicKey ?? null, isOn: row !== undefined }
}

/** From now on this session's device is told. Asked again, nothing changes; asked with another endpoint, the newer one counts. */
export async function subscribe(actor: Actor, { endpoint, keys }: PushInput): Promise<PushState> {
  if (!vapid()) throw new AppError('invalid', 'push_off', { field: 'body' })
  if (!isPushService(endpoint)) throw new AppError('invalid', 'no_push_service', { field: 'body.endpoint' })
  const { sessionId, personId } = actor
  await db().transaction(async (tx) => {
    const isAnothers = and(eq(pushSubscriptions.endpoint, endpoint), ne(pushSubscriptions.sessionId, sessionId))
    await tx.delete(pushSubscriptions).where(isAnothers)
    await tx
      .insert(pushSubscriptions)
      .values({ sessionId, personId, endpoint, ...keys })
      .onConflictDoUpdate({
        target: pushSubscriptions.sessionId,
        set: { endpoint: sql`excluded.endpoint`, p256dh: sql`excluded.p256dh`, auth: sql`excluded.auth` },
      })
  })
  return pushStateOf(actor)
}

/** This session's device is told no more. */
export async function unsubscribe(actor: Actor): Promise<PushState> {
  await db().delete(pushSubscriptions).where(eq(pushSubscriptions.sessionId, actor.sessionId))
  return pushStateOf(actor)
}
