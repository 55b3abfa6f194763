/** Connections to Redis: one for commands, and a dedicated one for whoever blocks or subscribes. Never one per browser. */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { DeadlineError, withDeadline } from './deadline'
import { once } from './once'
import { destroyRedis, endOf, type Redis } from './redis-client'
import { makeCommands } from './redis-commands'
import { dialAny, isOwner } from './redis-servers'

export { destroyRedis, type Redis } from './redis-client'
export { dialOwner, isCluster, isOwner } from './redis-servers'

/** This many deadlines missed in a row, and the link counts as dead even though nobody closed it. */
const MISSES_OF_A_DEAD_LINK = 3

const commands = () => once('redis', makeCommands)

/** The shared connection for short commands. It may be down: a call then rejects at once. */
export const redis = (): Redis => commands().client

/**
 * Short commands on the shared connection, answered within `ms` or rejected; while Redis is known to be away, rejected at
 * once. What a late command did is unknown. A link that misses its deadline again and again is dialled anew, as is a
 * server that has become a replica. On a cluster the keys of one call lie in one slot.
 */
export async function onRedis<T>(what: string, ms: number, work: (client: Redis) => Promise<T>): Promise<T> {
  const shared = commands()
  const answer = shared.first.then(() => work(shared.client))
  try {
    const result = await withDeadline(answer, ms, what)
    shared.misses = 0
    return result
  } catch (error) {
    const isDead = error instanceof DeadlineError && ++shared.misses >= MISSES_OF_A_DEAD_LINK
    if (isDead || (error instanceof Error && /^(READONLY|UNBLOCKED)/.test(error.message))) shared.redial()
    throw error
  }
}

const PING_MS = 20_000
const ANSWER_MS = 3_000
const REST_MS = 500

export interface ChannelListener {
  hear(message: string): void
  /** Each time it begins to hear; what was said before is lost. */
  onListening(): void
}

/** Hears these channels on a connection of its own, which is asked for a sign of life every 20 s and dialled anew when
 *  there is none; answers how to stop. */
export function listenOn(name: string, channels: string[], { hear, onListening }: ChannelListener): () => void {
  const stopping = new AbortController()
  const { signal } = stopping
  const listen = async () => {
    const client = await dialAny(name)
    const hangUp = () => destroyRedis(client)
    signal.addEventListener('abort', hangUp)
    try {
      if (signal.aborted) return
      const ended = endOf(client)
      await withDeadline(client.subscribe(channels, hear), ANSWER_MS, 'subscribe')
      onListening()
      while (!(await Promise.race([ended, pause(PING_MS, false, { ref: false })]))) {
        await withDeadline(client.ping(), ANSWER_MS, 'ping')
        if (!(await isOwner(client))) return
      }
    } finally {
      signal.removeEventListener('abort', hangUp)
      hangUp()
    }
  }
  const run = async () => {
    while (!signal.aborted) {
      await listen().catch(() => {})
      await pause(REST_MS * (0.5 + Math.random()), undefined, { ref: false })
    }
  }
  void run()
  return () => stopping.abort()
}
