/**
 * What is to be pushed, as rows: made once for each event and device, and sent by one process. A row is taken for half a
 * minute; whoever takes it and dies has not sent it, or has not said so, and then another does. So an event is told at least
 * once, and twice only when a process dies between the push service's answer and its own next statement; the device then
 * shows it once, because both are of one tag.
 */
import 'server-only'
import { and, eq, inArray, isNull, lt, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { pushAlerts, pushSubscriptions } from '@/db/schema'
import type { PushOutcome } from './schema'

export const TAKEN_SECONDS = 30
/** What comes so soon after a push waits for the next one to the same device. */
export const GATHER_SECONDS = 10
/** Nobody is told later than this. */
export const LATEST_MINUTES = 10
const BATCH = 100

/** Moments are kept to the millisecond, and so rounded up as often as down: what was planned just now is due. */
const IS_DUE = sql`push_alerts.due_at <= now() + interval '1 millisecond'`

type Row = typeof pushAlerts.$inferSelect
export type Device = typeof pushSubscriptions.$inferSelect
export type Planned = Pick<Row, 'ticketId' | 'event' | 'sessionId'>

/** All subscriptions there are. */
export const listDevices = (): Promise<Device[]> => db().select().from(pushSubscriptions)

/** Which events of these tickets are planned already, as `keyOf` says. */
export async function plannedOf(ticketIds: string[]): Promise<Set<string>> {
  if (ticketIds.length === 0) return new Set()
  const { ticketId, event, sessionId } = pushAlerts
  const rows = await db().select({ ticketId, event, sessionId }).from(pushAlerts).where(inArray(ticketId, ticketIds))
  return new Set(rows.map(keyOf))
}

export const keyOf = ({ ticketId, event, sessionId }: Planned): string => `${ticketId} ${event} ${sessionId}`

/** Harmless when another process plans the same, or when the device has gone. */
export async function plan(rows: Planned[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    const values = sql.join(
      rows
        .slice(start, start + BATCH)
        .map((row) => sql`(${row.ticketId}::uuid, ${row.event}::int, ${row.sessionId}::uuid)`),
      sql`, `,
    )
    await db().execute(sql`insert into ${pushAlerts} (ticket_id, event, session_id)
      select planned.* from (values ${values}) as planned (ticket_id, event, session_id)
      join ${pushSubscriptions} as subscription on subscription.session_id = planned.session_id
      on conflict do nothing`)
  }
}

/** Takes some devices that have something to be told, each with all of it. No other process gets these meanwhile. */
export function take(): Promise<{ device: Device; rows: Row[] }[]> {
  return db().transaction(async (tx) => {
    const isOpen = sql`exists (select 1 from push_alerts where push_alerts.session_id = push_subscriptions.session_id
      and push_alerts.settled_at is null and ${IS_DUE})`
    const isRested = sql`(push_subscriptions.sent_at is null
      or push_subscriptions.sent_at <= now() - make_interval(secs => ${GATHER_SECONDS}))`
    const devices = await tx
      .select()
      .from(pushSubscriptions)
      .where(and(isOpen, isRested))
      .limit(BATCH)
      .for('update', { skipLocked: true })
    if (devices.length === 0) return []
    const ids = devices.map(({ sessionId }) => sessionId)
    const isDue = and(inArray(pushAlerts.sessionId, ids), isNull(pushAlerts.settledAt), IS_DUE)
    const rows = await tx
      .update(pushAlerts)
      .set({ dueAt: sql`now() + make_interval(secs => ${TAKEN_SECONDS})`, tries: sql`${pushAlerts.tries} + 1` })
      .where(isDue)
      .returning()
    await tx.update(pushSubscriptions).set({ sentAt: sql`now()` }).where(inArray(pushSubscriptions.sessionId, ids))
    return devices.map((device) => ({ device, rows: rows.filter(({ sessionId }) => sessionId === device.sessionId) }))
  })
}

export async function settle(rows: Planned[], outcome: PushOutcome): Promise<void> {
  for (const { ticketId, event, sessionId } of rows)
    await db()
      .update(pushAlerts)
      .set({ settledAt: sql`now()`, outcome })
      .where(and(eq(pushAlerts.ticketId, ticketId), eq(pushAlerts.event, event), eq(pushAlerts.sessionId, sessionId)))
}

/** Again later: each time twice as much later, up to two minutes, and not before the push service wants. */
export async function postpone(rows: Row[], afterMs: number): Promise<void> {
  for (const { ticketId, event, sessionId, tries } of rows) {
    const seconds = Math.max(afterMs / 1_000, Math.min(5 * 2 ** (tries - 1), 120))
    await db()
      .update(pushAlerts)
      .set({ dueAt: sql`now() + make_interval(secs => ${seconds})` })
      .where(and(eq(pushAlerts.ticketId, ticketId), eq(pushAlerts.event, event), eq(pushAlerts.sessionId, sessionId)))
  }
}

/** Its browser has unsubscribed, or its session is over: with it goes what it was to be told. */
export async function forget(sessionIds: string[]): Promise<void> {
  if (sessionIds.length === 0) return
  await db().delete(pushSubscriptions).where(inArray(pushSubscriptions.sessionId, sessionIds))
}

/** Gives up what is too old to be told, and drops what was settled a day ago. */
export async function tidy(): Promise<void> {
  const before = (minutes: number) => sql`now() - make_interval(mins => ${minutes})`
  const isLate = and(isNull(pushAlerts.settledAt), lt(pushAlerts.createdAt, before(LATEST_MINUTES)))
  await db().update(pushAlerts).set({ settledAt: sql`now()`, outcome: 'late' }).where(isLate)
  await db()
    .delete(pushAlerts)
    .where(lt(pushAlerts.createdAt, before(24 * 60)))
}
