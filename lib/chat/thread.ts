/** Reading a thread, whichever store has it. Promises: a page is oldest first, without holes, and ends at what its reader was
 *  authorised for; waiting for news is being woken, not asking again and again. */
import 'server-only'
import { stillIn } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { notFound } from '@/lib/errors'
import { hub } from '@/lib/live/hub'
import { seenProgress } from '@/lib/tickets/progress'
import { seqAt } from './entries'
import { waitAsOneOfFew } from './patience'
import type { ThreadPage, ThreadQuery } from './schema'
import { readRange } from './tail'

/** 404 for who may not see the ticket. With `wait`, and nothing after `after` yet, answers when there is, or when time is up;
 *  503 for who has too many such questions waiting. */
export async function readThread(
  actor: Actor,
  ticketId: string,
  query: ThreadQuery,
  signal?: AbortSignal,
): Promise<ThreadPage> {
  const lastSeq = await newestSeen(actor, ticketId)
  if (query.wait === 0 || query.after !== lastSeq) return pageOf(ticketId, query, lastSeq)
  await waitAsOneOfFew(actor.personId, () => hub().waitFor(ticketId, lastSeq, query.wait * 1_000, signal))
  // Much may have happened in the meantime, also to what this person may see.
  const now = await stillIn(actor)
  return pageOf(ticketId, query, await newestSeen(now, ticketId))
}

async function newestSeen(actor: Actor, ticketId: string): Promise<number> {
  const lastSeq = (await seenProgress(actor, [ticketId])).get(ticketId)
  if (lastSeq === undefined) throw notFound()
  return lastSeq
}

async function pageOf(ticketId: string, query: ThreadQuery, lastSeq: number): Promise<ThreadPage> {
  const { after, before, around, since, limit } = query
  if (after !== undefined && after > lastSeq) return { items: [], lastSeq, before: null, reset: true }
  if (around !== undefined) return windowOf(ticketId, Math.min(around, lastSeq), limit, lastSeq)
  if (since !== undefined) return windowOf(ticketId, await seqAt(ticketId, since, lastSeq), limit, lastSeq)
  const to = after !== undefined ? Math.min(after + limit, lastSeq) : Math.min((before ?? lastSeq + 1) - 1, lastSeq)
  const from = after !== undefined ? after + 1 : Math.max(1, to - limit + 1)
  const items = await readRange(ticketId, from, to, lastSeq)
  return { items, lastSeq, before: from > 1 ? from : null, reset: false }
}

/** As many entries as asked for, with as many before `anchor` as after it where both are there. */
async function windowOf(ticketId: string, anchor: number, limit: number, lastSeq: number): Promise<ThreadPage> {
  const from = Math.max(1, Math.min(anchor - Math.floor(limit / 2), lastSeq - limit + 1))
  const items = await readRange(ticketId, from, Math.min(from + limit - 1, lastSeq), lastSeq)
  return { items, lastSeq, before: from > 1 ? from : null, reset: false, anchor: anchor || null }
}
