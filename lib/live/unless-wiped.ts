/** Bringing a thread back into Redis while words are taken out of its ticket. What was read of the journal before that committed may be
 *  sent after Redis was told to forget. Promise: then it is forgotten once more, until Redis has answered. */
import 'server-only'
import { log, wordsOf } from '@/lib/log'
import { lastWiped, noteUnforgotten } from '@/lib/privacy/wiped'
import { onRedis } from '@/lib/redis'
import { chatKey } from './keys'

const REDIS_MS = 1_500

/** Around reading the journal and sending what was read. Of a redaction its own entry tells late ones; not all that wipes leaves one. */
export async function unlessWiped<T>(ticketId: string, bring: () => Promise<T>): Promise<T> {
  const before = await lastWiped(ticketId)
  try {
    return await bring()
  } finally {
    // Also when it failed: what was sent may have arrived. And when it cannot be told.
    const isSame = await lastWiped(ticketId).then(
      (after) => after === before,
      () => false,
    )
    if (!isSame) await forgetAgain(ticketId)
  }
}

/** Never throws: the clock goes on with what is noted. */
async function forgetAgain(ticketId: string): Promise<void> {
  const forgetting = [
    noteUnforgotten(ticketId),
    onRedis('forget thread', REDIS_MS, (redis) => redis.del(chatKey(ticketId))),
  ]
  for (const one of await Promise.allSettled(forgetting))
    if (one.status === 'rejected') log.warn({ ticketId, error: wordsOf(one.reason) }, 'a wiped thread in Redis')
}
