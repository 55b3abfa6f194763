/** Signing in with e-mail and password. Unknown, inactive and mistyped get one answer, at one cost. */
import 'server-only'
import { eq } from 'drizzle-orm'
import { db } from '@/db/client'
import { people } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { type Device, deviceName } from './device'
import { verifyPassword } from './password'
import type { SignInInput } from './schema'
import { createSession } from './session'
import { forgive, judged, limitsOf, takeTry } from './tries'

/** Where a sign-in comes from. */
interface From {
  address: string
  userAgent: string | null
  device: Device | null
  /** The house's own device, when it is one. */
  enrolledId: string | null
  /** The session that the browser had until now: on a shared tablet the next person signs in over the one before. */
  formerId: string | null
}

export interface SignedIn {
  personId: string
  sessionId: string
}

/** Ends the browser's former session with the commit that opens the new one. Throws `wrong_credentials` (401), `too_many_tries` (429) or `busy` (503). */
export async function signIn({ email, password }: SignInInput, from: From): Promise<SignedIn> {
  const account = await accountOf(email)
  const isKnown = account !== null && (from.device?.personIds.includes(account.id) ?? false)
  const limits = limitsOf(email, from.address, isKnown ? (from.device?.deviceId ?? null) : null)
  await takeTry(limits)
  const isRight = await judged(limits, verifyPassword(account?.passwordHash ?? null, password))
  if (!account?.active || !isRight) {
    log.info({ address: from.address, personId: account?.id }, 'sign-in refused')
    throw new AppError('signed_out', 'wrong_credentials')
  }
  await forgive(limits)
  const { sessionId } = await createSession(account.id, deviceName(from.userAgent), from.formerId, from.enrolledId)
  return { personId: account.id, sessionId }
}

async function accountOf(email: string) {
  const [account] = await db()
    .select({ id: people.id, active: people.active, passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.email, email))
  return account ?? null
}
