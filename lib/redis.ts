/** Connections to Redis: one for commands, and a dedicated one for whoever blocks or subscribes. Never one per browser. */
import 'server-only'
import { createClient } from 'redis'
import { env } from './env'
import { log } from './log'
import { once } from './once'

export type Redis = ReturnType<typeof makeClient>

function makeClient(name: string) {
  const client = createClient({
    url: env().REDIS_URL,
    name: `bellboard-${name}`,
    // Writes must fail at once while Redis is away: the journal has them, and the sweeper publishes them later.
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: 2_000,
      keepAlive: true,
      reconnectStrategy: (retries) => Math.min(50 * 2 ** Math.min(retries, 6), 1_000) * (0.5 + Math.random() / 2),
    },
  })
  let lastWords = ''
  client.on('error', (error: Error) => {
    // A reconnect loop repeats itself; the log says it once.
    if (error.message !== lastWords) log.warn({ connection: name, error: error.message }, 'redis connection')
    lastWords = error.message
  })
  client.on('ready', () => {
    lastWords = ''
  })
  return client
}

/** The shared connection for short commands. It may be down: a call then rejects at once. */
export const redis = (): Redis =>
  once('redis', () => {
    const client = makeClient('commands')
    client.connect().catch(() => {})
    return client
  })

/** A connection of its own, not yet connected: `XREAD BLOCK` and `SUBSCRIBE` park a whole connection. */
export const dedicatedRedis = (name: string): Redis => makeClient(name)

/** Waits for a reply at most `ms`; node-redis has no deadline for a command on a half-open link. What the command did is then unknown. */
export async function withDeadline<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: no answer in ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
