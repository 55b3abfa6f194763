/** Connections to Redis: one for commands, and a dedicated one for whoever blocks or subscribes. Never one per browser. */
import 'server-only'
import { createClient } from 'redis'
import { env } from './env'
import { busScripts } from './live/publish-script'
import { log } from './log'
import { once } from './once'

export type Redis = ReturnType<typeof makeClient>

const CONNECT_MS = 2_000
/** This many deadlines missed in a row, and the link counts as dead even though nobody closed it. */
const MISSES_OF_A_DEAD_LINK = 3

interface ClientOptions {
  /** Without, a lost connection stays lost: its owner dials anew. */
  reconnect: boolean
}

function makeClient(name: string, { reconnect }: ClientOptions) {
  const client = createClient({
    url: env().REDIS_URL,
    name: `bellboard-${name}`,
    scripts: busScripts,
    // Writes must fail at once while Redis is away: the journal has them, and the sweeper publishes them later.
    disableOfflineQueue: true,
    maintNotifications: 'disabled',
    socket: {
      connectTimeout: CONNECT_MS,
      keepAlive: true,
      reconnectStrategy: reconnect
        ? (retries) => Math.min(50 * 2 ** Math.min(retries, 6), 1_000) * (0.5 + Math.random() / 2)
        : false,
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

/** The shared connection and how it has been answering. */
function makeCommands() {
  const dial = () => {
    const client = makeClient('commands', { reconnect: true })
    const first = new Promise<void>((resolve) => {
      client.once('ready', resolve)
      client.once('error', () => resolve())
    })
    client.connect().catch(() => {})
    return { client, first }
  }
  return {
    ...dial(),
    misses: 0,
    destroy() {
      destroyRedis(this.client)
    },
    redial() {
      this.destroy()
      Object.assign(this, dial(), { misses: 0 })
    },
  }
}

const commands = () => once('redis', makeCommands)

/** The shared connection for short commands. It may be down: a call then rejects at once. */
export const redis = (): Redis => commands().client

/**
 * Short commands on the shared connection, answered within `ms` or rejected; while Redis is known to be away, rejected at
 * once. What a late command did is unknown. A link that misses its deadline again and again is dialled anew.
 */
export async function onRedis<T>(what: string, ms: number, work: (client: Redis) => Promise<T>): Promise<T> {
  const shared = commands()
  const answer = shared.first.then(() => work(shared.client))
  try {
    const result = await withDeadline(answer, ms, what)
    shared.misses = 0
    return result
  } catch (error) {
    if (error instanceof DeadlineError && ++shared.misses >= MISSES_OF_A_DEAD_LINK) shared.redial()
    throw error
  }
}

/** A connection of its own, not yet connected: `XREAD BLOCK` and `SUBSCRIBE` park a whole connection. */
export const dedicatedRedis = (name: string, options: ClientOptions): Redis => makeClient(name, options)

/** Ends a connection at once, whatever state it is in. */
export function destroyRedis(client: Redis): void {
  if (client.isOpen) client.destroy()
}

export class DeadlineError extends Error {}

/** Waits for an answer at most `ms`; neither node-redis nor postgres.js has a deadline for a half-open link. What the work
 *  did is then unknown. */
export async function withDeadline<T>(work: Promise<T>, ms: number, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DeadlineError(`${what}: no answer in ${ms} ms`)), ms)
  })
  work.catch(() => {})
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
