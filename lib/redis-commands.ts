/** The shared connection for short commands: to one server, to the primary that the sentinels name, or to a cluster. */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { createCluster } from 'redis'
import { env } from './env'
import { busScripts } from './live/publish-script'
import { destroyRedis, endOf, makeClient, type Redis, sayOnce, settingsOf, urlOf } from './redis-client'
import { dialAny, isCluster, isOwner, isSentinel } from './redis-servers'

const REST_MS = 250
const LOOK_MS = 10_000

/** The newest connection and how it has been answering. */
export interface Commands {
  client: Redis
  /** Resolves when the first dial has succeeded or failed. */
  first: Promise<void>
  misses: number
  destroy(): void
  redial(): void
}

export function makeCommands(): Commands {
  if (isSentinel()) return new PrimaryCommands()
  const dial = () => {
    const client = isCluster() ? makeCluster() : makeClient('commands', { reconnect: true })
    const first = new Promise<void>((resolve) => {
      client.once('ready', resolve)
      client.once('error', () => resolve())
      client.connect().then(
        () => resolve(),
        () => resolve(),
      )
    })
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

/** The cluster's client has every command that one server's has, and sends each to the node that owns its key. */
function makeCluster(): Redis {
  const { username, password, protocol } = new URL(env().REDIS_URL)
  const settings = settingsOf(true)
  const cluster = createCluster({
    rootNodes: env().REDIS_CLUSTER.map((at) => ({ url: urlOf(at) })),
    defaults: {
      ...settings,
      socket: { ...settings.socket, ...(protocol === 'rediss:' && { tls: true as const }) },
      name: 'bellboard-commands',
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
    },
    topologyRefreshOnReconnectionAttemptStrategy: 500,
    scripts: busScripts,
  })
  sayOnce('commands', cluster)
  return cluster as unknown as Redis
}

/** Follows the primary: asks the sentinels whenever its connection is lost, and looks every 10 s whether it is still it. */
class PrimaryCommands implements Commands {
  /** Not connected: a call is refused. */
  client: Redis = makeClient('commands', { reconnect: false })
  readonly first: Promise<void>
  misses = 0
  private isOver = false

  constructor() {
    this.first = new Promise((resolve) => {
      void this.follow(resolve)
    })
  }

  destroy(): void {
    this.isOver = true
    this.redial()
  }

  redial(): void {
    this.misses = 0
    destroyRedis(this.client)
  }

  private async follow(begun: () => void): Promise<void> {
    while (!this.isOver) {
      await this.serve(begun).catch(begun)
      await pause(REST_MS * (0.5 + Math.random()), undefined, { ref: false })
    }
  }

  private async serve(begun: () => void): Promise<void> {
    const client = await dialAny('commands')
    this.client = client
    const ended = endOf(client)
    begun()
    if (this.isOver) return destroyRedis(client)
    while (client.isOpen && !(await Promise.race([ended, pause(LOOK_MS, false, { ref: false })])))
      if (!(await isOwner(client))) break
    destroyRedis(client)
  }
}
