/** PINs: four to six digits that count on enrolled devices only, each of which has its own tries and those of each person on
 *  it. Unknown, without a PIN, inactive and mistyped get one answer, at one cost. */
import 'server-only'
import { and, eq, gt, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { people, sessions } from '@/db/schema'
import { audit } from '@/lib/audit/audit'
import type { OwnDevice, PinChangeInput, PinSignInInput } from '@/lib/devices/schema'
import { AppError, notFound } from '@/lib/errors'
import { publishAccess } from '@/lib/live/publish'
import { log } from '@/lib/log'
import { hashPassword, verifyPassword } from './password'
import type { Actor } from './schema'
import { createSession, disownSessionsOf } from './session'
import { forgive, forgivePerson, judged, type Limit, ownPinLimits, pinLimits, takeTry } from './tries'

export interface PinSession {
  personId: string
  sessionId: string
  /** An admin has set the PIN: its owner is to choose another. */
  isTemporary: boolean
}

/** Ends the device's former session with the commit that opens the new one. Throws `wrong_pin` (401), `too_many_tries` (429)
 *  or `busy` (503). */
export async function signInByPin(
  device: OwnDevice,
  { personId, pin }: PinSignInInput,
  formerId: string | null,
): Promise<PinSession> {
  const limits = pinLimits(device.id, personId, await isKnownOn(device.id, personId))
  const account = await tryPin(personId, pin, limits)
  if (!account) {
    log.info({ deviceId: device.id, personId }, 'sign-in by PIN refused')
    throw new AppError('signed_out', 'wrong_pin')
  }
  const { sessionId } = await createSession(personId, device.name, formerId, device.id)
  return { personId, sessionId, isTemporary: account.isTemporary }
}

/** One's own, by the one that holds; 403 when that is not right. Their other sessions on devices of the house end. */
export async function changePin(actor: Actor, { current, pin }: PinChangeInput): Promise<{ isTemporary: false }> {
  const account = await tryPin(actor.personId, current, ownPinLimits(actor.personId))
  if (!account) throw new AppError('forbidden', 'wrong_pin', { field: 'body.current' })
  if (current === pin) throw new AppError('invalid', 'same_pin', { field: 'body.pin' })
  const change = { pinHash: await hashPassword(pin), pinIsTemporary: false }
  await setPin(actor, actor.personId, change)
  return { isTemporary: false }
}

/** A PIN that its owner has to change at the first use; the tries of the former one are forgotten, and their sessions on
 *  devices of the house end. It is on record who gave it to whom. Admins only. */
export async function setTemporaryPin(actor: Actor, personId: string, pin: string): Promise<{ isTemporary: true }> {
  if (actor.role !== 'admin') throw new AppError('forbidden', 'admins_only')
  const change = { pinHash: await hashPassword(pin), pinIsTemporary: true }
  await setPin(actor, personId, change)
  await forgivePerson(personId)
  return { isTemporary: true }
}

/** Who sets it stays signed in: it is their own change, or they are an admin at a device of their own. */
async function setPin(
  actor: Actor,
  personId: string,
  change: { pinHash: string; pinIsTemporary: boolean },
): Promise<void> {
  const version = await db().transaction(async (tx) => {
    const changed = await tx.update(people).set(change).where(eq(people.id, personId)).returning({ id: people.id })
    if (changed.length === 0) throw notFound()
    if (change.pinIsTemporary) await audit(tx, actor.personId, 'pin.set', { personId })
    return disownSessionsOf(tx, personId, actor.sessionId)
  })
  if (version !== null) await publishAccess(version)
}

/** Whether somebody has a PIN of their own making. */
export async function pinOf(actor: Actor): Promise<'none' | 'temporary' | 'own'> {
  const [row] = await db()
    .select({ hash: people.pinHash, isTemporary: people.pinIsTemporary })
    .from(people)
    .where(eq(people.id, actor.personId))
  if (!row?.hash) return 'none'
  return row.isTemporary ? 'temporary' : 'own'
}

/** How long a device of the house knows who has signed in there. */
const KNOWN_DAYS = 30

async function isKnownOn(deviceId: string, personId: string): Promise<boolean> {
  const isRecent = gt(sessions.createdAt, sql`now() - make_interval(days => ${KNOWN_DAYS})`)
  const [session] = await db()
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(eq(sessions.personId, personId), eq(sessions.deviceId, deviceId), isRecent))
    .limit(1)
  return session !== undefined
}

async function tryPin(personId: string, pin: string, limits: Limit[]): Promise<{ isTemporary: boolean } | null> {
  const [account] = await db()
    .select({ active: people.active, pinHash: people.pinHash, isTemporary: people.pinIsTemporary })
    .from(people)
    .where(eq(people.id, personId))
  await takeTry(limits)
  const isRight = await judged(limits, verifyPassword(account?.pinHash ?? null, pin))
  if (!account?.active || !isRight) return null
  await forgive(limits)
  return account
}
