/** What was said in tickets, back from the newest entry as far as a text has room for it: however long a thread is, no more of it is
 *  read than that. */
import 'server-only'
import { and, desc, eq, inArray, lt } from 'drizzle-orm'
import { db } from '@/db/client'
import { entries, tickets } from '@/db/schema'
import type { Entry } from '@/lib/chat/schema'

/** Of most tickets this is all. */
const FIRST = 100
const MORE = 500
/** Of a ticket, in letters of JSON. */
const MOST_READ = 1_000_000

/** By ticket, in the order of their seqs. */
export async function saidIn(ids: readonly string[]): Promise<Map<string, Entry[]>> {
  const newestFirst = new Map<string, Entry[]>(ids.map((id) => [id, []]))
  for (const entry of await newestOf(ids, FIRST)) newestFirst.get(entry.ticketId)?.push(entry)
  for (const [id, said] of newestFirst) if (said.length === FIRST) await readOn(id, said)
  return new Map([...newestFirst].map(([id, said]) => [id, said.reverse()]))
}

async function readOn(id: string, said: Entry[]): Promise<void> {
  let read = lettersOf(said)
  while (read < MOST_READ) {
    const more = await newestOf([id], MORE, said.at(-1)?.seq)
    said.push(...more)
    read += lettersOf(more)
    if (more.length < MORE) return
  }
}

const lettersOf = (said: readonly Entry[]) => said.reduce((sum, { body }) => sum + JSON.stringify(body).length, 0)

async function newestOf(ids: readonly string[], most: number, before?: number): Promise<Entry[]> {
  const { ticketId, seq, authorId, kind, body } = entries
  const isIt = and(eq(ticketId, tickets.id), before === undefined ? undefined : lt(seq, before))
  const said = db()
    .select({ ticketId, seq, authorId, kind, body })
    .from(entries)
    .where(isIt)
    .orderBy(desc(seq))
    .limit(most)
    .as('said')
  const rows = await db()
    .select({ ticketId: said.ticketId, seq: said.seq, authorId: said.authorId, kind: said.kind, body: said.body })
    .from(tickets)
    .crossJoinLateral(said)
    .where(inArray(tickets.id, [...ids]))
    .orderBy(said.ticketId, desc(said.seq))
  return rows as Entry[]
}
