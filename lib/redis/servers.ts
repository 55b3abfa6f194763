/**
 * Which server to dial: the one of REDIS_URL; the primary that the sentinels name; or the cluster's node that owns a key.
 * Asked anew for every connection, so that a failover or a moved slot is found by dialling again.
 */
import 'server-only'
import { createClient } from 'redis'
import { withDeadline } from '../deadline'
import { env } from '../env'
import { type Address, destroyRedis, makeClient, type Redis } from './client'

const DIAL_MS = 3_000
const ASK_MS = 1_000
/** A slot that is moved again while we follow it is asked for later. */
const MOST_HOPS = 5

const places = new WeakMap<Redis, Address>()
const owners = new Map<string, Address>()
/** To nodes that are just taking a slot over: they answer only who says ASKING before each command. */
const importers = new WeakSet<Redis>()

export const isCluster = (): boolean => env().REDIS_CLUSTER.length > 0
export const isSentinel = (): boolean => env().REDIS_SENTINELS.length > 0

/** A connection of its own to the server that has this key now, connected: `XREAD BLOCK` parks a whole connection. When it
 *  is lost it stays lost. */
export async function dialOwner(name: string, key: string): Promise<Redis> {
  if (isCluster()) return follow(name, key)
  return isSentinel() ? dialPrimary(name) : dial(name)
}

/** One command to the server that `dialOwner` found, also while the key's slot is half moved there. */
export async function askOwner<Answer>(client: Redis, command: () => Promise<Answer>): Promise<Answer> {
  if (!importers.has(client)) return command()
  const [, answer] = await Promise.all([client.sendCommand(['ASKING']), command()])
  return answer
}

/** A connection to the server that publishes: on a cluster any node hears every channel. */
export const dialAny = (name: string): Promise<Redis> =>
  isCluster() ? dial(name, someone()) : isSentinel() ? dialPrimary(name) : dial(name)

/** False when the sentinels name another primary: a server cut off with us goes on as if nothing had happened. */
export async function isOwner(client: Redis): Promise<boolean> {
  const at = places.get(client)
  if (!isSentinel() || !at) return true
  const primary = await findPrimary().catch(() => at)
  return primary.host === at.host && primary.port === at.port
}

async function dial(name: string, at?: Address): Promise<Redis> {
  const client = makeClient(name, { reconnect: false, ...(at && { at }) })
  if (at) places.set(client, at)
  try {
    await withDeadline(client.connect(), DIAL_MS, `dial ${name}`)
    return client
  } catch (error) {
    destroyRedis(client)
    throw error
  }
}

async function dialPrimary(name: string): Promise<Redis> {
  const client = await dial(name, await findPrimary())
  const role = await withDeadline(client.sendCommand(['ROLE']), ASK_MS, 'ask for its role').catch(() => [])
  if ((role as unknown as unknown[])[0] === 'master') return client
  destroyRedis(client)
  throw new Error('the sentinels name a server that is not the primary yet')
}

/** Asks all sentinels at once; the most named counts, since one that is cut off still names the old primary. */
async function findPrimary(): Promise<Address> {
  const answers = await Promise.allSettled(env().REDIS_SENTINELS.map(askSentinel))
  const votes = new Map<string, { at: Address; count: number }>()
  for (const answer of answers) {
    if (answer.status === 'rejected') continue
    const { host, port } = answer.value
    const vote = votes.get(`${host}:${port}`) ?? { at: answer.value, count: 0 }
    votes.set(`${host}:${port}`, { ...vote, count: vote.count + 1 })
  }
  const [first] = [...votes.values()].sort((a, b) => b.count - a.count)
  if (!first) throw new Error('no sentinel answers')
  return first.at
}

async function askSentinel({ host, port }: Address): Promise<Address> {
  const { REDIS_URL: url, REDIS_SENTINEL_MASTER: name = '', REDIS_SENTINEL_PASSWORD: password } = env()
  const tls = url.startsWith('rediss:') && { tls: true as const }
  const sentinel = createClient({
    name: 'bellboard-asks',
    socket: { host, port, connectTimeout: ASK_MS, reconnectStrategy: false, ...tls },
    ...(password && { password }),
    maintNotifications: 'disabled',
  }).on('error', () => {})
  try {
    const ask = async () => {
      await sentinel.connect()
      return sentinel.sendCommand(['SENTINEL', 'GET-MASTER-ADDR-BY-NAME', name])
    }
    const answer = (await withDeadline(ask(), ASK_MS, 'ask a sentinel')) as unknown as [string, string] | null
    if (!answer) throw new Error(`the sentinel does not know "${name}"`)
    return { host: answer[0], port: Number(answer[1]) }
  } finally {
    destroyRedis(sentinel)
  }
}

/** From any node to the owner, as the cluster itself directs: a read of a key elsewhere is answered with its address, MOVED
 *  for good or, of a key that has gone ahead of its slot, ASK for now. */
async function follow(name: string, key: string): Promise<Redis> {
  let at = owners.get(key) ?? someone()
  let isForNow = false
  // Whoever is asked next time, it is not a node that did not answer.
  owners.delete(key)
  for (let hops = 0; hops < MOST_HOPS; hops++) {
    const client = await dial(name, at)
    if (isForNow) importers.add(client)
    const asked = askOwner(client, () => client.xLen(key))
    const direction = await withDeadline(asked, ASK_MS, 'ask a node').then(() => null, directionOf)
    if (!direction) {
      if (!isForNow) owners.set(key, at)
      return client
    }
    destroyRedis(client)
    if (direction instanceof Error) throw direction
    isForNow = direction.isForNow
    at = { host: direction.host || at.host, port: direction.port }
  }
  throw new Error(`${key} is being moved`)
}

function directionOf(error: unknown): (Address & { isForNow: boolean }) | Error {
  const [, word, host = '', port] =
    /^(MOVED|ASK) \d+ (.*):(\d+)/.exec(error instanceof Error ? error.message : '') ?? []
  if (port) return { host, port: Number(port), isForNow: word === 'ASK' }
  return error instanceof Error ? error : new Error(String(error))
}

function someone(): Address {
  const seeds = env().REDIS_CLUSTER
  const seed = seeds[Math.floor(Math.random() * seeds.length)]
  if (!seed) throw new Error('REDIS_CLUSTER names no node')
  return seed
}
