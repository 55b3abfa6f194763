/** What time does to tickets: holds end at their `until`, and what is done is closed after the hotel's hours. Safe in any
 *  number of processes: each due ticket is locked by one, and no longer due for the next. */
import 'server-only'
import { and, isNotNull, lte, type SQL, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { tickets } from '@/db/schema'
import { publish } from '@/lib/live/publish'
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
  const endsHold = and(sql`${tickets.status} = 'on_hold'`, isNotNull(tickets.holdUntil), lte(tickets.holdUntil, NOW))
  const isLongDone = and(
    sql`${tickets.status} = 'done'`,
    lte(tickets.doneAt, sql`${NOW} - make_interval(hours => ${closeAfterHours})`),
  )
  const resumed = await changeAll('resume', endsHold, (ticket) => ticket.holdUntil)
  const closed = await changeAll('close', isLongDone, (ticket) => ticket.doneAt && closesAt(ticket.doneAt))
  return resumed + closed
}

const NOW = sql`clock_timestamp()`

/** Batch by batch; what a batch did is published before the next. `dueAt` is when it should have happened. */
async function changeAll(
  action: 'resume' | 'close',
  isDue: SQL | undefined,
  dueAt: (ticket: FoundTicket) => Date | null,
): Promise<number> {
  if (!isDue) return 0
  let changed = 0
  for (;;) {
    const recorded = await db().transaction(async (tx) => {
      const done: Recorded[] = []
      for (const ticket of await lockDue(tx, isDue, BATCH)) {
        const at = clampAt(ticket, dueAt(ticket) ?? undefined)
        const { patch, event } = CHANGES[action].step(ticket, {}, { by: null, at })
        const entry = { id: newId(), kind: 'event' as const, body: event, at }
        done.push(await writeEntry(tx, { actor: null, ticket, entry, fingerprint: 'clock', patch }))
      }
      return done
    })
    await publish(recorded)
    changed += recorded.length
    if (recorded.length < BATCH) return changed
  }
}
