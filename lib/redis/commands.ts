/** The shared connection for short commands: to one server, to the primary that the sentinels name, or to a cluster. */
import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { createCluster } from 'redis'
import { env } from '../env'
import { busScripts } from './bus-scripts'
import { destroyRedis, endOf, makeClient, type Redis, sayOnce, settingsOf, urlOf } from './client'
import { dialAny, isCluster, isOwner, isSentinel } from './servers'

const REST_MS = 250
const LOOK_MS = 10_000

/** The newest connection and how it has been answering. */
export interface Commands {
  client: Redis
  /** Resolves when the first dial has succeeded or failed. */
  first: Promise<void>
  /** Deadlines missed one after the other, and when the last of them was, on the process's clock. */
  misses: number
  missedAt: number
  destroy(): void
  redial(): void
}

export function makeCommands(): Commands {
  if (isSentinel()) return new PrimaryCommands()
  let end = () => {}
  const dial = () => {
    const made = isCluster() ? makeCluster() : makeSingle()
    const { client } = made
    end = made.end
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
    missedAt: 0,
    destroy: () => end(),
    redial() {
      end()
      Object.assign(this, dial(), { misses: 0 })
    },
  }
}

/** A client and how it ends. */
interface Made {
  client: Redis
  end(): void
}

function makeSingle(): Made {
  const client = makeClient('commands', { reconnect: true })
  return { client, end: () => destroyRedis(client) }
}

/** The cluster's client has every command that one server's has, and sends each to the node that owns its key. */
function makeCluster(): Made {
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
  const endNodes = () => {
    for (const { client } of cluster.masters) if (client) destroyRedis(client)
    cluster.destroy()
  }
  let isEnded = false
  const end = () => {
    if (isEnded) return
    isEnded = true
    // Asked for its nodes, it dials those of the answer even when it has been destroyed meanwhile.
    cluster.on('node-connect', endNodes).on('node-error', endNodes)
    endNodes()
  }
  return { client: cluster as unknown as Redis, end }
}

/** Follows the primary: asks the sentinels whenever its connection is lost, and looks every 10 s whether it is still it. */
class PrimaryCommands implements Commands {
  /** Not connected: a call is refused. */
  client: Redis = makeClient('commands', { reconnect: false })
  readonly first: Promise<void>
  misses = 0
  missedAt = 0
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
