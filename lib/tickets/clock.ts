/** What time does to tickets: holds end at their `until`, and what is done is closed after the hotel's hours. Safe in any
 *  number of processes: each due ticket is locked by one, and no longer due for the next. */
import 'server-only'
import { and, isNotNull, lte, notInArray, type SQL, sql } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { tickets } from '@/db/schema'
import { publish } from '@/lib/live/publish'
import { log, wordsOf } from '@/lib/log'
import { newId } from '@/lib/schema'
import { getSettings } from '@/lib/settings/settings'
import { clampAt } from './after'
import { type Recorded, writeEntry } from './journal'
import { CHANGES } from './life'
import { type FoundTicket, lockDue } from './visible'

const BATCH = 50

/** Does all that is due; answers how many tickets it changed. */
export async function runClock(): Promise<number> {
  const { closeAfterHours } = await getSettings()
  const closesAt = (doneAt: Date) => new Date(doneAt.getTime() + closeAfterHours * 3_600_000)
  // As the indexes say it: a parameter would keep a prepared statement from using them.
  const endsHold = all(sql`${tickets.status} = 'on_hold'`, isNotNull(tickets.holdUntil), lte(tickets.holdUntil, NOW))
  const isLongDone = all(
    sql`${tickets.status} = 'done'`,
    lte(tickets.doneAt, sql`${NOW} - make_interval(hours => ${closeAfterHours})`),
  )
  const resumed = await changeAll('resume', endsHold, (ticket) => ticket.holdUntil)
  const closed = await changeAll('close', isLongDone, (ticket) => ticket.doneAt && closesAt(ticket.doneAt))
  return resumed + closed
}

/** Milliseconds until the next hold ends, by the database's clock; null when none is to end. Closing has no hurry. */
export async function nextHoldEnds(): Promise<number | null> {
  const [row] = await db()
    .select({ ms: sql<number | null>`(extract(epoch from min(${tickets.holdUntil}) - ${NOW}) * 1000)::float` })
    .from(tickets)
    .where(all(sql`${tickets.status} = 'on_hold'`, isNotNull(tickets.holdUntil)))
  return row?.ms ?? null
}

const NOW = sql`clock_timestamp()`
const all = (...conditions: SQL[]): SQL => sql.join(conditions, sql` and `)

/** Batch by batch; what a batch did is published before the next. `dueAt` is when it should have happened. A ticket that
 *  cannot be changed is left as it is and logged: it must not hold up the others. */
async function changeAll(
  action: 'resume' | 'close',
  isDue: SQL,
  dueAt: (ticket: FoundTicket) => Date | null,
): Promise<number> {
  const failed: string[] = []
  for (let changed = 0; ; ) {
    const { recorded, found } = await db().transaction(async (tx) => {
      const recorded: Recorded[] = []
      const batch = await lockDue(tx, and(isDue, notInArray(tickets.id, failed)) ?? isDue, BATCH)
      for (const ticket of batch) {
        // A savepoint: what one ticket fails at is undone for it alone.
        const one = await tx
          .transaction((part) => changeOne(part, action, ticket, dueAt(ticket)))
          .catch((error: unknown) => {
            log.error({ ticketId: ticket.id, action, error: wordsOf(error) }, 'the clock could not change a ticket')
            failed.push(ticket.id)
          })
        if (one) recorded.push(one)
      }
      return { recorded, found: batch.length }
    })
    await publish(recorded)
    changed += recorded.length
    if (found < BATCH) return changed
  }
}

function changeOne(
  tx: Transaction,
  action: 'resume' | 'close',
  ticket: FoundTicket,
  dueAt: Date | null,
): Promise<Recorded> {
  const at = clampAt(ticket, dueAt ?? undefined)
  const { patch, event } = CHANGES[action].step(ticket, {}, { by: null, at })
  const entry = { id: newId(), kind: 'event' as const, body: event, at }
  return writeEntry(tx, { actor: null, ticket, entry, fingerprint: 'clock', patch })
}
