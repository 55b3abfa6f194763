/** What was done that stands in no ticket's thread: by admins and managers, and who took a ticket's story as a file; and which tickets
 *  were put under legal hold. Without a word of what was erased, exported or held. */
import 'server-only'
import { and, asc, desc, eq, gt, lt, sql } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { auditLog } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { notFound } from '@/lib/errors'
import { newId } from '@/lib/schema'
import { visibleAmong } from '@/lib/tickets/visible'
import { mayReadAudit } from './policy'
import type { AuditQuery } from './requests'
import type { AuditAction, AuditLine, AuditPage } from './schema'

const ACTS_A_PAGE = 500

/** `actorId` is null when the clock did it. */
export const audit = (
  tx: Database | Transaction,
  actorId: string | null,
  action: AuditAction,
  details: Record<string, unknown> = {},
) => tx.insert(auditLog).values({ id: newId(), actorId, action, details })

/** The clock erases some tickets at a time: by one version of the rules that is one line an hour, with all of them. */
export async function auditRetained(tx: Transaction, version: number, tickets: number): Promise<void> {
  const { action, at, details } = auditLog
  const isSame = sql`${details}->>'version' = ${`${version}`}`
  const added = await tx
    .update(auditLog)
    .set({
      details: sql`jsonb_set(${details}, '{tickets}', to_jsonb((${details}->>'tickets')::int + ${tickets}::int))`,
    })
    .where(and(eq(action, 'retention.done'), isSame, gt(at, sql`now() - interval '1 hour'`)))
    .returning({ id: auditLog.id })
  if (added.length === 0) await audit(tx, null, 'retention.done', { version, tickets })
}

/** For managers and admins, the newest first; of rules it says how many tickets they touch, of restricted ones too, and names none that
 *  its reader may not see. 404 for others. */
export async function listAudit(actor: Actor, { before, limit }: AuditQuery): Promise<AuditPage> {
  if (!mayReadAudit(actor)) throw notFound()
  const rows = await db()
    .select()
    .from(auditLog)
    .where(before === undefined ? undefined : lt(auditLog.id, before))
    .orderBy(desc(auditLog.id))
    .limit(limit + 1)
  const items = await linesFor(actor, rows.slice(0, limit))
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}

/** What this person did of it, the oldest first, after the line `key`. */
export async function actsOf(actor: Actor, personId: string, key: string | number | null): Promise<AuditLine[]> {
  const rows = await db()
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.actorId, personId), key === null ? undefined : gt(auditLog.id, `${key}`)))
    .orderBy(asc(auditLog.id))
    .limit(ACTS_A_PAGE)
  return linesFor(actor, rows)
}

type Row = typeof auditLog.$inferSelect

/** Without the tickets that this reader may not see. */
async function linesFor(actor: Actor, rows: Row[]): Promise<AuditLine[]> {
  const named = rows.flatMap(({ details: { ticketId } }) => (typeof ticketId === 'string' ? [ticketId] : []))
  const seen = await visibleAmong(actor, named)
  return rows.map((row) => toLine(row, seen))
}

/** What else was noted down is for whoever reads the table. */
function toLine({ id, at, actorId, action, details }: Row, seen: ReadonlySet<string>): AuditLine {
  const { personId, ticketId = '', withTexts, tickets, version, device } = details as AuditLine['details']
  return {
    ...{ id, at: at.toISOString(), actorId, action },
    details: { personId, withTexts, tickets, version, device, ...(seen.has(ticketId) && { ticketId }) },
  }
}
