/** Connections to Redis: one for commands, and a dedicated one for whoever blocks or subscribes. Never one per browser.
 *  This is the door; its rooms are in `lib/redis/`. */
import 'server-only'
import { DeadlineError, withDeadline } from './deadline'
import { once } from './once'
import type { Redis } from './redis/client'
import { type Commands, makeCommands } from './redis/commands'

export { destroyRedis, type Redis } from './redis/client'
export { listenOn } from './redis/listen'
export { askOwner, dialOwner, isCluster, isOwner } from './redis/servers'

/** This many deadlines missed in a row, and the link counts as dead even though nobody closed it. Calls that wait together
 *  miss theirs by one stall: a miss counts for a call that began after the last one that did. */
const MISSES_OF_A_DEAD_LINK = 3

const commands = () => once('redis', makeCommands)

const faults = new WeakSet<object>()

/** Whether this was thrown by a call to Redis, and not by what else its caller does. */
export const isOfRedis = (error: unknown): boolean => error instanceof Object && faults.has(error)

/** The shared connection for short commands. It may be down: a call then rejects at once. */
export const redis = (): Redis => commands().client

/**
 * Short commands on the shared connection, answered within `ms` or rejected; while Redis is known to be away, rejected at
 * once. What a late command did is unknown. A link that misses its deadline again and again is dialled anew, as is a
 * server that has become a replica. On a cluster the keys of one command lie in one slot.
 */
export async function onRedis<T>(what: string, ms: number, work: (client: Redis) => Promise<T>): Promise<T> {
  const shared = commands()
  const begunAt = performance.now()
  const answer = shared.first.then(() => work(shared.client))
  try {
    const result = await withDeadline(answer, ms, what)
    shared.misses = 0
    return result
  } catch (error) {
    if (error instanceof Object) faults.add(error)
    const isDead = error instanceof DeadlineError && isLastMiss(shared, begunAt)
    if (isDead || (error instanceof Error && /^(READONLY|UNBLOCKED)/.test(error.message))) shared.redial()
    throw error
  }
}

function isLastMiss(shared: Commands, begunAt: number): boolean {
  if (begunAt < shared.missedAt) return false
  shared.missedAt = performance.now()
  shared.misses += 1
  return shared.misses >= MISSES_OF_A_DEAD_LINK
}
