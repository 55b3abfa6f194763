/** Passwords: argon2id, and few at once, because a hash costs 19 MiB and a core for some 30 ms. Whoever is unknown costs
 *  exactly as much as whoever mistyped. */
import 'server-only'
import { type Algorithm, hash, verify } from '@node-rs/argon2'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/once'

/** OWASP Password Storage Cheat Sheet, argon2id with 19 MiB. */
const COST = { algorithm: 2 satisfies Algorithm, memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** The hash of a random word that nobody knows, at the same cost. */
export const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$jfXoGC9pGuYFvk955snJ5Q$v6L0Jp0jVs4leiVwanqh22T13M4wpxDhBs37t/i3ROA'

export const HASHES_AT_ONCE = 2
export const HASHES_WAITING = 20

export const hashPassword = (password: string): Promise<string> => hash(password, COST)

/** Whether this is the password behind the hash. Without a hash (nobody by that name) it works just as long and says no. */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const matches = await inTurn(() => verify(stored ?? NOBODY, password))
  return matches && stored !== null
}

/** Two at a time, a short queue behind them, and then 503: a flood of sign-ins must not take the machine from those who are
 *  signed in. */
async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const gate = once('hashing', () => ({ running: 0, waiting: [] as (() => void)[] }))
  if (gate.running < HASHES_AT_ONCE) gate.running++
  else if (gate.waiting.length < HASHES_WAITING) await new Promise<void>((resolve) => gate.waiting.push(resolve))
  else throw new AppError('unavailable', 'busy', { retryAfter: 2 })
  try {
    return await work()
  } finally {
    const next = gate.waiting.shift()
    if (next) next()
    else gate.running--
  }
}
