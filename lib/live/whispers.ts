/** What may be lost (typing, read marks): Redis Pub/Sub, one channel per partition. Sending never fails anybody's request. */
import 'server-only'
import { log } from '@/lib/log'
import { dedicatedRedis, destroyRedis, onRedis, type Redis } from '@/lib/redis'
import type { Ephemeral } from './events'
import { liveChannel, PARTITIONS, partitionOf } from './keys'

const SEND_MS = 500

/** Tells whoever is listening now. Never throws. */
export async function whisper(said: Ephemeral): Promise<void> {
  const channel = liveChannel(partitionOf(said.data.ticketId))
  try {
    await onRedis('whisper', SEND_MS, (redis) => redis.publish(channel, JSON.stringify(said)))
  } catch (error) {
    log.debug({ error: String(error) }, 'whisper lost')
  }
}

/** Listens on a connection of its own, which comes back by itself; answers how to stop. */
export function listenToWhispers(onWhisper: (said: Ephemeral) => void): () => void {
  const client: Redis = dedicatedRedis('subscriber', { reconnect: true })
  const hear = (message: string) => {
    try {
      onWhisper(JSON.parse(message) as Ephemeral)
    } catch {
      log.error('not a whisper')
    }
  }
  const begin = async () => {
    await client.connect()
    await client.subscribe(PARTITIONS.map(liveChannel), hear)
  }
  begin().catch((error) => log.warn({ error: String(error) }, 'not listening to whispers'))
  return () => destroyRedis(client)
}
