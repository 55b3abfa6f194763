/** How often somebody may try a password. A try is counted before it is judged, so a hundred at once get no further than a
 *  hundred in a row; a blocked try counts nowhere, so nobody can lock a colleague out by hammering on. */
import 'server-only'
import { createHash } from 'node:crypto'
import { inArray, like, lt, or, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { signInTries } from '@/db/schema'
import { AppError } from '@/lib/errors'

export interface Limit {
  key: string
  tries: number
  windowSeconds: number
}

const QUARTER = 15 * 60
const DAY = 24 * 3600

/** A device on which this person has signed in before has tries of its own: a stranger who wears out the account's, or
 *  somebody behind the same address, does not lock its owner out (OWASP, "device cookies"). */
export function limitsOf(email: string, address: string, knownDevice: string | null): Limit[] {
  const account = createHash('sha256').update(email).digest('hex').slice(0, 32)
  if (knownDevice)
    return [
      { key: `device:${knownDevice}:${account}`, tries: 10, windowSeconds: QUARTER },
      { key: `device-day:${knownDevice}:${account}`, tries: 100, windowSeconds: DAY },
    ]
  return [
    { key: `pair:${account}:${address}`, tries: 10, windowSeconds: QUARTER },
    { key: `address:${address}`, tries: 50, windowSeconds: QUARTER },
    { key: `account:${account}`, tries: 100, windowSeconds: DAY },
  ]
}

/** A PIN has ten thousand values at least: five tries a quarter by a person on a device, twenty by all on it. A day has
 *  twenty on each device that knows the person, because they have signed in there lately, and fifty on all others together:
 *  so somebody who plays with tablets locks a colleague out only of those they have in hand, and of the ones the colleague
 *  does not use. What that leaves to guessing is reckoned in docs/decisions/037. */
export const pinLimits = (deviceId: string, personId: string, isKnown: boolean): Limit[] => [
  { key: `pin:${personId}:${deviceId}`, tries: 5, windowSeconds: QUARTER },
  { key: `pin-device:${deviceId}`, tries: 20, windowSeconds: QUARTER },
  isKnown
    ? { key: `pin-day:${personId}:${deviceId}`, tries: 20, windowSeconds: DAY }
    : { key: `pin-day:${personId}`, tries: 50, windowSeconds: DAY },
]

/** Of who is signed in, and changes their own; so somebody who finds a page unlocked does not guess the PIN there either. */
export const ownPinLimits = (personId: string): Limit[] => [
  { key: `pin:${personId}:own`, tries: 5, windowSeconds: QUARTER },
  { key: `pin-day:${personId}:own`, tries: 20, windowSeconds: DAY },
]

export const codeLimits = (address: string): Limit[] => [{ key: `code:${address}`, tries: 10, windowSeconds: QUARTER }]

/** Somebody has a new PIN: what was tried with the former one does not count. */
export async function forgivePerson(personId: string): Promise<void> {
  const isTheirs = or(like(signInTries.key, `pin:${personId}:%`), like(signInTries.key, `pin-day:${personId}%`))
  await db().delete(signInTries).where(isTheirs)
}

/** Counts one try against every limit, or against none and throws `slow_down` when one of them is used up. */
export async function takeTry(limits: Limit[]): Promise<void> {
  await db().transaction(async (tx) => {
    // Always in one order, so that two tries never wait for each other.
    const sorted = [...limits].sort((a, b) => (a.key < b.key ? -1 : 1))
    for (const { key, tries, windowSeconds } of sorted) {
      const end = sql`now() + make_interval(secs => ${windowSeconds})`
      const over = sql`${signInTries.resetsAt} <= now()`
      const [counted] = await tx
        .insert(signInTries)
        .values({ key, tries: 1, resetsAt: end })
        .onConflictDoUpdate({
          target: signInTries.key,
          set: {
            tries: sql`case when ${over} then 1 else ${signInTries.tries} + 1 end`,
            resetsAt: sql`case when ${over} then ${end} else ${signInTries.resetsAt} end`,
          },
        })
        .returning({ tries: signInTries.tries, resetsAt: signInTries.resetsAt })
      if (counted && counted.tries > tries) throw slowDown(counted.resetsAt)
    }
  })
}

function slowDown(until: Date): AppError {
  const seconds = Math.max(1, Math.ceil((until.getTime() - Date.now()) / 1000))
  return new AppError(
    'slow_down',
    { code: 'too_many_tries', params: { minutes: Math.ceil(seconds / 60) } },
    { retryAfter: seconds },
  )
}

/** Takes a try back: it was right, or was never judged. */
export async function giveBack(limits: Limit[]): Promise<void> {
  const keys = limits.map((limit) => limit.key)
  await db()
    .update(signInTries)
    .set({ tries: sql`greatest(${signInTries.tries} - 1, 0)` })
    .where(inArray(signInTries.key, keys))
}

/** A right password: the tries of this person from here start again, the wider counts only get theirs back. */
export async function forgive(limits: Limit[]): Promise<void> {
  const [own, ...wider] = limits
  if (own)
    await db()
      .delete(signInTries)
      .where(inArray(signInTries.key, [own.key]))
  if (wider.length > 0) await giveBack(wider)
  await db().delete(signInTries).where(lt(signInTries.resetsAt, sql`now()`))
}

/** A try that we were too busy to judge does not count. */
export async function judged(limits: Limit[], verdict: Promise<boolean>): Promise<boolean> {
  try {
    return await verdict
  } catch (error) {
    await giveBack(limits).catch(() => {})
    throw error
  }
}
