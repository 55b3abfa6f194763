/**
 * From the journal to Redis. Promises: an entry is on its thread and on the bus once, in order of seq, whoever publishes
 * it and however late or often; a thread in Redis has no holes; a Redis that lost its tail or everything is refilled by the
 * next entry; the thread of a ticket that has ended leaves four hours after its last entry, and comes back when it is reopened.
 * Publishing never fails a change: that has committed, and the sweeper sends what is missing.
 */
import 'server-only'
import { type JournalRecord, readUnpublished, type Unpublished } from '@/lib/chat/entries'
import { withDeadline } from '@/lib/deadline'
import { log } from '@/lib/log'
import { onRedis } from '@/lib/redis'
import {
  BUS_WINDOW_MS,
  ENDED_STAYS_MS,
  type Leaving,
  type PublishHow,
  type PublishReply,
  type PublishRow,
  TAIL_LENGTH,
} from '@/lib/redis/bus-scripts'
import { sumOf } from '@/lib/redis/sum'
import { isEnded } from '@/lib/tickets/policy'
import type { BusRecord, EntryRecord } from './events'
import { busKey, chatKey, PARTITIONS, partitionOf } from './keys'
import { markOutage } from './outage'
import { unlessWiped } from './unless-wiped'

const PUBLISH_MS = 1_500
const MAX_REFILLS = 3

/** What its transaction has written, as far as the screens are told. */
type Committed = Omit<EntryRecord, 'type'>

/** Sends what has just committed. Never throws, answers within 1.5 s, and marks an outage when Redis does not take it. */
export async function publish(recorded: readonly Committed[]): Promise<void> {
  if (recorded.length === 0) return
  try {
    await withDeadline(publishEach(recorded), PUBLISH_MS, 'publish')
  } catch (error) {
    markOutage(error)
  }
}

/** Tells every process that somebody's role, membership, account or session changed. Never throws. What Redis does not take
 *  each of them learns from PostgreSQL, half a second later (access-watch.ts). */
export async function publishAccess(accessVersion: number): Promise<void> {
  const record: BusRecord = { type: 'access', accessVersion }
  const text = JSON.stringify(record)
  try {
    await onRedis('publish access', PUBLISH_MS, (redis) =>
      Promise.all(PARTITIONS.map((partition) => redis.publishControl(busKey(partition), text))),
    )
  } catch (error) {
    log.warn({ accessVersion, error: String(error) }, 'access record not published; the hubs learn it from PostgreSQL')
    markOutage(error)
  }
}

async function publishEach(recorded: readonly Committed[]): Promise<void> {
  const threads = new Map<string, Committed[]>()
  for (const one of recorded) {
    const thread = threads.get(one.entry.ticketId)
    if (thread) thread.push(one)
    else threads.set(one.entry.ticketId, [one])
  }
  await Promise.all(
    [...threads].map(async ([ticketId, thread]) => {
      const rows = thread.map(({ entry, delivery }) => rowOf({ entry, delivery, isFresh: true }))
      const { complete, last } = await send(ticketId, rows, 'whole', leavingOf(thread))
      if (!complete) await refill(ticketId, last)
    }),
  )
}

/** Sends what the journal has after `last`, the newest seq that the thread in Redis has. Throws when Redis is away. A thread
 *  that lost its tail and is quiet stays as it is: whoever reads it compares with the journal, which answers for the rest. */
export const refill = (ticketId: string, last: number): Promise<void> =>
  unlessWiped(ticketId, () => fillUp(ticketId, last))

async function fillUp(ticketId: string, last: number): Promise<void> {
  for (let attempt = 0; attempt < MAX_REFILLS; attempt++) {
    const unpublished = await readUnpublished(ticketId, last, TAIL_LENGTH, BUS_WINDOW_MS)
    const oldest = unpublished.records[0]
    if (!oldest) return
    const reply = await sendLate(ticketId, unpublished, oldest.entry.seq > last + 1 ? 'anew' : 'whole')
    if (reply.complete) return
    // Redis lost its data between the two calls.
    last = reply.last
  }
  throw new Error(`refill of ${ticketId}: Redis keeps losing the thread`)
}

/** Replaces a thread in Redis that is not what was published by what the journal has. Throws when Redis is away. */
export const mend = (ticketId: string): Promise<void> => unlessWiped(ticketId, () => replace(ticketId))

async function replace(ticketId: string): Promise<void> {
  let how: PublishHow = 'mend'
  for (let attempt = 0, seen = 0; attempt < MAX_REFILLS; attempt++) {
    const unpublished = await readUnpublished(ticketId, 0, TAIL_LENGTH, BUS_WINDOW_MS)
    const newest = unpublished.records.at(-1)
    if (!newest) return
    // Nothing is published before it has committed: what the journal still does not have was never written.
    if (newest.entry.seq < seen) how = 'force'
    const reply = await sendLate(ticketId, unpublished, how)
    if (reply.complete) return
    seen = reply.last
  }
  throw new Error(`mending ${ticketId}: its thread keeps going on`)
}

function sendLate(ticketId: string, { records, hasEnded, lastEntryAt }: Unpublished, how: PublishHow) {
  const latest = records.at(-1)?.delivery.after
  const rows = records.map((record) =>
    rowOf({ ...record, delivery: { ...record.delivery, ...(latest && { latest }) } }),
  )
  return send(ticketId, rows, how, hasEnded ? lastEntryAt.getTime() + ENDED_STAYS_MS : 'never')
}

/** A plain message does not tell whether its ticket has ended. */
function leavingOf(thread: readonly Committed[]): Leaving {
  const ticket = thread.findLast(({ delivery }) => delivery.ticket)?.delivery.ticket
  if (!ticket) return 'as before'
  return isEnded(ticket) ? Date.now() + ENDED_STAYS_MS : 'never'
}

const send = (ticketId: string, rows: PublishRow[], how: PublishHow, leaving: Leaving): Promise<PublishReply> =>
  onRedis('publish', PUBLISH_MS, (redis) =>
    redis.publishEntries(chatKey(ticketId), busKey(partitionOf(ticketId)), rows, how, leaving),
  )

function rowOf({ entry, delivery, isFresh }: JournalRecord): PublishRow {
  const record: BusRecord = { type: 'entry', entry, delivery }
  const { ticketId, seq, id, kind, at, n } = entry
  const fields = { id, kind, author: entry.authorId ?? '', at, body: JSON.stringify(entry.body) }
  const sum = sumOf(ticketId, seq, { ...fields, n: String(n) })
  return { ...fields, seq, n, sum, record: isFresh ? JSON.stringify(record) : '' }
}
