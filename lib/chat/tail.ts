/** A stretch of a thread from both stores: Redis when it has all of it, else the journal. Which one answered cannot be told
 *  from the answer. What somebody may see is decided before, by whoever asks. */
import 'server-only'
import { DATABASE_MS, withDeadline } from '@/lib/deadline'
import { chatKey } from '@/lib/live/keys'
import { onRedis } from '@/lib/redis'
import { readJournal } from './entries'
import type { Entry } from './schema'

const REDIS_MS = 500

/** The entries from `from` to `to`, both included and ascending, which the journal is known to have. Throws a `DeadlineError`
 *  when Redis has not answered within 0.5 s, nor PostgreSQL within another 5 s, and else what PostgreSQL says. */
export async function readRange(ticketId: string, from: number, to: number): Promise<Entry[]> {
  if (to < from) return []
  const live = await readStream(ticketId, from, to)
  return live ?? withDeadline(readJournal(ticketId, from, to), DATABASE_MS, 'read journal')
}

/** Null unless the stream has every one of them. */
async function readStream(ticketId: string, from: number, to: number): Promise<Entry[] | null> {
  try {
    const rows = await onRedis('read thread', REDIS_MS, (redis) =>
      redis.xRange(chatKey(ticketId), `${from}-0`, `${to}-0`),
    )
    // Stream ids are unique and in order, so the right number of them is all of them.
    if (rows?.length !== to - from + 1) return null
    return rows.map(({ id, message }) => parse(ticketId, id, message))
  } catch {
    return null
  }
}

function parse(ticketId: string, streamId: string, fields: Record<string, string>): Entry {
  const { id, kind, author, at, n, body } = fields
  if (!id || !kind || !at || !body) throw new Error(`${chatKey(ticketId)} ${streamId} is not an entry`)
  // Written by the publish script from an entry of the journal.
  return {
    ticketId,
    seq: Number.parseInt(streamId, 10),
    id,
    kind,
    authorId: author || null,
    n: Number(n),
    at,
    body: JSON.parse(body),
  } as Entry
}
