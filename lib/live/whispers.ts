/** What may be lost (typing, who is here, who is on duty, what places carry, marks): Redis Pub/Sub, one channel per partition. Sending never fails anybody's request. */
import 'server-only'
import { log } from '@/lib/log'
import { listenOn, onRedis } from '@/lib/redis'
import type { Roll } from './attendance'
import { type Ephemeral, isOfHouse } from './events'
import { liveChannel, PARTITIONS, partitionOf } from './keys'

const SEND_MS = 500

/** A process that has just begun to listen: the others say who is with them. */
export interface Call {
  event: 'call'
  process: string
}
/** Said by Redis itself: this bus was not there when a record was put on it. */
interface Begun {
  event: 'begun'
  bus: string
}
type Said = Ephemeral | Roll | Call
/** What processes tell each other: what is for people, and what it is put together from. */
export type Heard = Said | Begun

function channelOf(said: Said): string {
  // About no ticket: every process listens to all of them.
  if (said.event === 'call' || isOfHouse(said)) return liveChannel(PARTITIONS[0] as string)
  return liveChannel(said.event === 'roll' ? said.partition : partitionOf(said.data.ticketId))
}

/** Tells whoever is listening now. Never throws. */
export async function whisper(said: Said): Promise<void> {
  const channel = channelOf(said)
  try {
    await onRedis('whisper', SEND_MS, (redis) => redis.publish(channel, JSON.stringify(said)))
  } catch (error) {
    log.debug({ error: String(error) }, 'whisper lost')
  }
}

/** Listens on a connection of its own, which comes back by itself; `onListening` each time. Answers how to stop. */
export function listenToWhispers(onWhisper: (said: Heard) => void, onListening = () => {}): () => void {
  const hear = (message: string) => {
    try {
      onWhisper(JSON.parse(message) as Heard)
    } catch {
      log.error('not a whisper')
    }
  }
  return listenOn('subscriber', PARTITIONS.map(liveChannel), { hear, onListening })
}
