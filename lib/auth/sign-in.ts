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
import { forgive, giveBack, type Limit, limitsOf, takeTry } from './tries'

/** Where a sign-in comes from. */
interface From {
  address: string
  userAgent: string | null
  device: Device | null
}

export interface SignedIn {
  personId: string
  sessionId: string
}

/** Throws `wrong_credentials` (401), `too_many_tries` (429) or `busy` (503). */
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
  const { sessionId } = await createSession(account.id, deviceName(from.userAgent))
  return { personId: account.id, sessionId }
}

async function accountOf(email: string) {
  const [account] = await db()
    .select({ id: people.id, active: people.active, passwordHash: people.passwordHash })
    .from(people)
    .where(eq(people.email, email))
  return account ?? null
}

/** A try that we were too busy to judge does not count. */
async function judged(limits: Limit[], verdict: Promise<boolean>): Promise<boolean> {
  try {
    return await verdict
  } catch (error) {
    await giveBack(limits).catch(() => {})
    throw error
  }
}
