/** Does what the confirmed rules say, some tickets at a time, and takes away what erased people wrote. Safe in any number of
 *  processes: one at a time does it. */
import 'server-only'
import { sql } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { retention } from '@/db/schema'
import { auditRetained } from '@/lib/audit/audit'
import { lockDueTickets } from './due'
import { type Erasure, noteErasure, writeErasures } from './erasures'
import { wipeTextsOfErased } from './texts'
import { forgetWiped } from './threads'
import { wipeTicket } from './wiping'

const TICKETS = 20
/** Any number, as long as it stays the same. */
const LOCK = 2_026_112_701

/** Answers whether there may be more to do at once. Throws, with all of it done, when Redis is away: what is to be forgotten there
 *  waits for the next time. */
export async function runRetention(): Promise<boolean> {
  const ruled = await db().transaction(applyRules)
  await writeErasures(ruled)
  const isMore = await db().transaction(async (tx) => (await isAlone(tx)) && wipeTextsOfErased(tx))
  await forgetWiped()
  return ruled.length === TICKETS || isMore
}

async function applyRules(tx: Transaction): Promise<Erasure[]> {
  if (!(await isAlone(tx))) return []
  // Whoever changes the rules waits for this batch, and then nothing more is done by the old ones.
  const [row] = await tx.select().from(retention).for('share')
  if (!row || row.confirmedVersion !== row.version || row.rules.length === 0) return []
  const due = await lockDueTickets(tx, row.rules, TICKETS)
  const done: Erasure[] = []
  for (const { id, way } of due) {
    await wipeTicket(tx, id, way, new Date())
    done.push(await noteErasure(tx, { kind: way === 'strip' ? 'stripped' : 'erased', ticketId: id }))
  }
  if (due.length > 0) await auditRetained(tx, row.version, due.length)
  return done
}

async function isAlone(tx: Transaction): Promise<boolean> {
  const [row] = await tx.execute<{ locked: boolean }>(sql`select pg_try_advisory_xact_lock(${LOCK}) as locked`)
  return row?.locked === true
}
