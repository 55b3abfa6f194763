/** What Redis holds after years of messages, beside what it would hold of the open tickets alone: everything goes through the
 *  script that publishes, ticket by ticket, and leaves when its ticket says so. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { asc, desc, gt, inArray } from 'drizzle-orm'
import { createClient } from 'redis'
import { db } from '@/db/client'
import { entries, tickets } from '@/db/schema'
import { busKey, chatKey, partitionOf } from '@/lib/live/keys'
import {
  busScripts,
  ENDED_STAYS_MS,
  type Leaving,
  type PublishHow,
  type PublishRow,
  TAIL_LENGTH,
} from '@/lib/redis/bus-scripts'
import { sumOf } from '@/lib/redis/sum'
import { isEnded } from '@/lib/tickets/policy'
import { startRedis } from '../../scripts/services/redis.mjs'

const BATCH = 500

export interface Memory {
  messages: number
  threads: number
  bytes: number
  openThreads: number
  openBytes: number
}

/** Of all tickets, or of the newest so many. */
export async function measureMemory(newest?: number): Promise<Memory> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-memory-'))
  const server = await startRedis({ folder: path.join(folder, 'redis'), password: 'only-for-this-bench' })
  const redis = createClient({ url: server.url, scripts: busScripts })
  await redis.connect()
  const used = async () => Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1])
  const empty = await used()
  const begin = newest === undefined ? NOBODY : await idBefore(newest)
  const filled = async (which: 'all' | 'open') => {
    await redis.flushAll()
    const messages = await publishAll(redis, which, begin)
    const [bytes, threads] = [(await used()) - empty, await redis.dbSize()]
    return { messages, bytes, threads }
  }
  try {
    const all = await filled('all')
    const open = await filled('open')
    return { ...all, openThreads: open.threads, openBytes: open.bytes }
  } finally {
    redis.destroy()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Client {
  publishEntries(chat: string, bus: string, rows: PublishRow[], how: PublishHow, leaving: Leaving): Promise<unknown>
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

async function idBefore(newest: number): Promise<string> {
  const [one] = await db().select({ id: tickets.id }).from(tickets).orderBy(desc(tickets.id)).offset(newest).limit(1)
  return one?.id ?? NOBODY
}

async function publishAll(redis: Client, which: 'all' | 'open', begin: string): Promise<number> {
  let messages = 0
  const { id, status, lastEntryAt } = tickets
  for (let after = begin; ; ) {
    const some = await db()
      .select({ id, status, lastEntryAt })
      .from(tickets)
      .where(gt(id, after))
      .orderBy(asc(id))
      .limit(BATCH)
    const last = some.at(-1)
    if (!last) return messages
    after = last.id
    const wanted = some.filter((ticket) => which === 'all' || !isEnded(ticket))
    if (wanted.length === 0) continue
    const threads = await threadsOf(wanted.map((ticket) => ticket.id))
    for (const rows of threads.values()) messages += rows.filter(({ kind }) => kind === 'message').length
    await Promise.all(
      wanted
        .filter((ticket) => threads.has(ticket.id))
        .map((ticket) => {
          const rows = (threads.get(ticket.id) ?? []).slice(-TAIL_LENGTH)
          const leaving = isEnded(ticket) ? ticket.lastEntryAt.getTime() + ENDED_STAYS_MS : 'never'
          return redis.publishEntries(chatKey(ticket.id), busKey(partitionOf(ticket.id)), rows, 'anew', leaving)
        }),
    )
  }
}

async function threadsOf(ids: string[]) {
  const { ticketId, seq, id, kind, authorId, at, n, body } = entries
  const rows = await db()
    .select({ ticketId, seq, id, kind, authorId, at, n, body })
    .from(entries)
    .where(inArray(ticketId, ids))
    .orderBy(asc(ticketId), asc(seq))
  const threads = new Map<string, PublishRow[]>()
  for (const row of rows) threads.set(row.ticketId, [...(threads.get(row.ticketId) ?? []), rowOf(row)])
  return threads
}

function rowOf(
  entry: Pick<typeof entries.$inferSelect, 'ticketId' | 'seq' | 'id' | 'kind' | 'authorId' | 'at' | 'n' | 'body'>,
) {
  const { ticketId, seq, id, kind, n } = entry
  const fields = {
    id,
    kind,
    author: entry.authorId ?? '',
    at: entry.at.toISOString(),
    body: JSON.stringify(entry.body),
  }
  return { ...fields, seq, n, sum: sumOf(ticketId, seq, { ...fields, n: `${n}` }), record: '' }
}
