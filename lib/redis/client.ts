/** One connection to one Redis server, and the patience one has with it. */
import 'server-only'
import { createClient } from 'redis'
import { env } from '../env'
import { log } from '../log'
import { busScripts } from './bus-scripts'

export type Redis = ReturnType<typeof makeClient>

export interface Address {
  host: string
  port: number
}

const CONNECT_MS = 2_000

interface ClientOptions {
  /** Without, a lost connection stays lost: its owner dials anew. */
  reconnect: boolean
  /** Instead of the server of REDIS_URL, with the same account, database and encryption. */
  at?: Address
}

/** What is the same for every connection. */
export const settingsOf = (reconnect: boolean) => ({
  // Writes must fail at once while Redis is away: the journal has them, and the sweeper publishes them later.
  disableOfflineQueue: true,
  // Each call has its own deadline (`onRedis`); the client's own would be a signal and a timer for every command.
  commandOptions: { timeout: 0 },
  maintNotifications: 'disabled' as const,
  socket: {
    connectTimeout: CONNECT_MS,
    keepAlive: true,
    reconnectStrategy: reconnect
      ? (retries: number) => Math.min(50 * 2 ** Math.min(retries, 6), 1_000) * (0.5 + Math.random() / 2)
      : (false as const),
  },
})

export function urlOf({ host, port }: Address): string {
  const url = new URL(env().REDIS_URL)
  url.hostname = host.includes(':') ? `[${host}]` : host
  url.port = String(port)
  return url.href
}

/** Not yet connected. */
export function makeClient(name: string, { reconnect, at }: ClientOptions) {
  const client = createClient({
    ...settingsOf(reconnect),
    url: at ? urlOf(at) : env().REDIS_URL,
    name: `bellboard-${name}`,
    scripts: busScripts,
  })
  sayOnce(name, client)
  return client
}

interface Speaker {
  on(event: 'error', hear: (error: Error) => void): unknown
  on(event: 'ready', hear: () => void): unknown
}

/** A reconnect loop repeats itself; the log says it once. */
export function sayOnce(name: string, client: Speaker): void {
  let lastWords = ''
  client.on('error', (error: Error) => {
    if (error.message !== lastWords) log.warn({ connection: name, error: error.message }, 'redis connection')
    lastWords = error.message
  })
  client.on('ready', () => {
    lastWords = ''
  })
}

const ended = new WeakSet<Endable>()

interface Endable {
  destroy(): void
  once(event: 'connect', hear: () => void): unknown
}

/** Ends a connection at once, whatever state it is in. A socket that is still being dialled is not yet the client's to
 *  destroy: it would be greeted and kept, with nobody to use it or to end it, so it is ended when it stands. */
export function destroyRedis(client: Endable): void {
  if (!ended.has(client)) client.once('connect', () => client.destroy())
  ended.add(client)
  client.destroy()
}

/** Resolves when a connection that does not come back is lost: node-redis says so in one of two ways. */
export const endOf = (client: Redis): Promise<true> =>
  new Promise((resolve) => {
    client.once('end', () => resolve(true)).once('error', () => resolve(true))
  })
