/** The names of everything in Redis. 16 partitions, spread evenly over a cluster's slots, the same names on one node; the
 *  table and the function never change, or a running hotel would lose its tails. */
import 'server-only'

/** One tag for each sixteenth of the 16,384 hash slots. */
const TAGS = ['18', '3', '1a', 'j', '19', '2', '64', 'k', '6n', '23', '1c', 'h', '6r', '0', '1b', 't'] as const

export const PARTITIONS: readonly string[] = TAGS

/** CRC-16/XMODEM, as in the Redis Cluster specification. */
export function crc16(value: string): number {
  let crc = 0
  for (const byte of Buffer.from(value)) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff
  }
  return crc
}

export const partitionOf = (ticketId: string): string => TAGS[crc16(ticketId) % TAGS.length] as string

/** Stream: a thread's live tail, entry id `<seq>-0`. */
export const chatKey = (ticketId: string) => `chat:{${partitionOf(ticketId)}}:${ticketId}`
/** Stream: every entry of the partition with its audience, the last 15 minutes. */
export const busKey = (partition: string) => `bus:{${partition}}`
/** Pub/Sub channel: what may be lost. */
export const liveChannel = (partition: string) => `live:{${partition}}`
