/** Which tickets the rules touch now: ended long enough ago, owing nobody a call, under no legal hold, and not done already since
 *  their last entry. */
import 'server-only'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '@/db/client'
import { erasures, journalStarts, tickets } from '@/db/schema'
import { COUNTED } from '@/lib/history/every'
import { findHeldTickets, isUnderHold } from '@/lib/tickets/legal-hold'
import type { RetentionRule, RetentionWay, Touched } from './schema'

/** `for update` with it: another that is stripped meanwhile is then seen as it is. What came under hold meanwhile is none of them. */
export async function lockDueTickets(
  tx: Transaction,
  rules: readonly RetentionRule[],
  limit: number,
): Promise<{ id: string; way: RetentionWay }[]> {
  const due = await tx
    .select({ id: tickets.id, way: sql<RetentionWay>`rule.way` })
    .from(tickets)
    .innerJoin(ruleOf(rules), IS_RULED)
    .where(and(IS_LEFT, sql`not ${IS_HELD}`))
    .limit(limit)
    .for('no key update', { of: tickets, skipLocked: true })
  const held = await findHeldTickets(
    tx,
    due.map(({ id }) => id),
  )
  return due.filter(({ id }) => !held.has(id))
}

/** By department, and the month in which they ended in this time zone; and how many the holds leave out. */
export async function countDue(
  db: Database | Transaction,
  rules: readonly RetentionRule[],
  timeZone: string,
): Promise<{ touched: Touched[]; held: number }> {
  const month = sql<string>`to_char(${tickets.endedAt} at time zone ${timeZone}, 'YYYY-MM')`
  const rows = await db
    .select({
      departmentId: tickets.departmentId,
      way: sql<RetentionWay>`rule.way`,
      month: month.as('month'),
      isHeld: sql<boolean>`${IS_HELD}`.as('is_held'),
      ...COUNTED,
    })
    .from(tickets)
    .innerJoin(ruleOf(rules), IS_RULED)
    .leftJoin(journalStarts, eq(journalStarts.ticketId, tickets.id))
    .where(IS_LEFT)
    .groupBy(tickets.departmentId, sql`rule.way`, sql`month`, sql`is_held`)
    .orderBy(sql`month`, tickets.departmentId)
  const held = rows.filter((row) => row.isHeld).reduce((sum, row) => sum + row.tickets, 0)
  return { touched: rows.filter((row) => !row.isHeld).map(({ isHeld: _, ...row }) => row), held }
}

const ruleOf = (rules: readonly RetentionRule[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(rules)}::text::jsonb) as rule("departmentId" uuid, months integer, way text)`

const IS_RULED = sql`rule."departmentId" = ${tickets.departmentId}
  and ${tickets.endedAt} < now() - make_interval(months => rule.months)`

/** What has been erased is stripped as well. */
const IS_LEFT = sql`${tickets.status} in ('closed', 'cancelled') and ${tickets.callBack} is distinct from 'owed'
  and not exists (select from ${erasures} done where done.ticket_id = ${tickets.id} and done.at >= ${tickets.lastEntryAt}
    and (done.kind = 'erased' or (done.kind = 'stripped' and rule.way = 'strip')))`

const IS_HELD = isUnderHold(tickets.id)
