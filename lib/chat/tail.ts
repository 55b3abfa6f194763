/** A stretch of a thread from both stores: Redis when it has all of it as it was published, else the journal. Which one answered
 *  cannot be told from the answer. What is wrong in Redis is served from the journal and mended; what is wrong in the journal
 *  is shown for what it is. What somebody may see is decided before, by whoever asks. */
import 'server-only'
import { DATABASE_MS, withDeadline } from '@/lib/deadline'
import { noteThread } from '@/lib/journal/damage'
import { chatKey } from '@/lib/live/keys'
import { mend } from '@/lib/live/publish'
import { log, wordsOf } from '@/lib/log'
import { once } from '@/lib/once'
import { onRedis } from '@/lib/redis'
import { sumOf } from '@/lib/redis/sum'
import { readStretch } from './entries'
import type { Entry } from './schema'

const REDIS_MS = 500

/** The entries from `from` to `to`, both included and ascending, which the journal is known to have, as it is known to have all up to
 *  `newest`: what one of those took back is not shown. In the place of one that it has lost stands a note of that. Throws a
 *  `DeadlineError` when Redis has not answered within 0.5 s, nor PostgreSQL within another 5 s, and else what PostgreSQL says. */
export async function readRange(ticketId: string, from: number, to: number, newest = to): Promise<Entry[]> {
  if (to < from) return []
  const live = await readStream(ticketId, from, to, newest)
  return live ?? withDeadline(readStretch(ticketId, from, to), DATABASE_MS, 'read journal')
}

/** Null unless the stream has every one of them, and knows of everything that happened to them. */
async function readStream(ticketId: string, from: number, to: number, newest: number): Promise<Entry[] | null> {
  try {
    const key = chatKey(ticketId)
    const [last, rows] = await onRedis('read thread', REDIS_MS, (redis) =>
      // In this order: the rows are no older than the last one.
      Promise.all([
        to < newest ? redis.xRevRange(key, '+', '-', { COUNT: 1 }) : null,
        redis.xRange(key, `${from}-0`, `${to}`),
      ]),
    )
    if (!rows || rows.length === 0) return null
    if (to < newest && !(Number.parseInt(last?.[0]?.id ?? '', 10) >= newest)) return null
    const entries = rows.map(({ id, message }) => parse(ticketId, id, message))
    const first = Number.parseInt(rows[0]?.id ?? '', 10)
    const wrong = entries.flatMap((entry, index) => (entry?.seq === first + index ? [] : [first + index]))
    // What comes before the first has been trimmed; what comes after the last may be on its way.
    if (wrong.length === 0 && first === from && rows.length === to - from + 1) return entries as Entry[]
    if (wrong.length > 0) noteThread(ticketId, wrong)
    if (wrong.length > 0 || first + rows.length <= to) mendOnce(ticketId)
    return null
  } catch {
    return null
  }
}

/** Null when it is not what was published under this id. */
function parse(ticketId: string, streamId: string, fields: Record<string, string>): Entry | null {
  const { id = '', kind = '', author = '', at = '', n = '', body = '', sum } = fields
  const seq = Number.parseInt(streamId, 10)
  if (streamId !== `${seq}-0` || sum !== sumOf(ticketId, seq, { id, kind, author, at, n, body })) return null
  // Written by the publish script from an entry of the journal.
  return { ticketId, seq, id, kind, authorId: author || null, n: Number(n), at, body: JSON.parse(body) } as Entry
}

/** Nobody waits for it: who reads meanwhile reads the journal. */
function mendOnce(ticketId: string): void {
  const mending = once('threads being mended', () => new Set<string>())
  if (mending.has(ticketId)) return
  mending.add(ticketId)
  mend(ticketId)
    .catch((error: unknown) => log.warn({ ticketId, error: wordsOf(error) }, 'a thread in Redis was not mended'))
    .finally(() => mending.delete(ticketId))
}
