/** PINs: four to six digits that count on enrolled devices only, each of which has its own tries and those of each person on
 *  it. Unknown, without a PIN, inactive and mistyped get one answer, at one cost. */
import 'server-only'
import { eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import type { OwnDevice, PinChangeInput, PinSignInInput } from '@/lib/devices/schema'
import { AppError, notFound } from '@/lib/errors'
import { log } from '@/lib/log'
import { hashPassword, verifyPassword } from './password'
import type { Actor } from './schema'
import { createSession } from './session'
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
  const account = await tryPin(personId, pin, pinLimits(device.id, personId))
  if (!account) {
    log.info({ deviceId: device.id, personId }, 'sign-in by PIN refused')
    throw new AppError('signed_out', 'wrong_pin')
  }
  const { sessionId } = await createSession(personId, device.name, formerId, device.id)
  return { personId, sessionId, isTemporary: account.isTemporary }
}

/** One's own, by the one that holds. 403 when that is not right. */
export async function changePin(actor: Actor, { current, pin }: PinChangeInput): Promise<{ isTemporary: false }> {
  const account = await tryPin(actor.personId, current, ownPinLimits(actor.personId))
  if (!account) throw new AppError('forbidden', 'wrong_pin', { field: 'body.current' })
  if (current === pin) throw new AppError('invalid', 'same_pin', { field: 'body.pin' })
  const change = { pinHash: await hashPassword(pin), pinIsTemporary: false }
  await db().update(people).set(change).where(eq(people.id, actor.personId))
  return { isTemporary: false }
}

/** A PIN that its owner has to change at the first use; the tries of the former one are forgotten. Admins only. */
export async function setTemporaryPin(actor: Actor, personId: string, pin: string): Promise<{ isTemporary: true }> {
  if (actor.role !== 'admin') throw new AppError('forbidden', 'admins_only')
  const change = { pinHash: await hashPassword(pin), pinIsTemporary: true }
  const changed = await db().update(people).set(change).where(eq(people.id, personId)).returning({ id: people.id })
  if (changed.length === 0) throw notFound()
  await forgivePerson(personId)
  return { isTemporary: true }
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
