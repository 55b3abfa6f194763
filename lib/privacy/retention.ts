/** How long things are kept: set, tried without doing it, confirmed. Promise: nothing is done but by rules of which a dry run was
 *  confirmed as they are now; whoever changes them stops what is being done. Admins only. */
import 'server-only'
import { and, eq, inArray } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { departments, retention } from '@/db/schema'
import { audit } from '@/lib/audit/audit'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import { getSettings } from '@/lib/settings/settings'
import { ringForErasing } from './bell'
import { countDue } from './due'
import { mayGovernPrivacy } from './policy'
import type { ConfirmInput, RetentionInput } from './requests'
import type { DryRun, Retention } from './schema'

type Row = typeof retention.$inferSelect

export async function readRetention(actor: Actor): Promise<Retention> {
  requireAdmin(actor)
  return toRetention(await find(db()))
}

/** 409 with what is set now when somebody else has set it since `version`. What was confirmed is no longer. */
export const setRetention = (actor: Actor, { version, rules }: RetentionInput): Promise<Retention> =>
  change(actor, version, async (tx, row) => {
    const ids = rules.map(({ departmentId }) => departmentId)
    const known = await tx.select({ id: departments.id }).from(departments).where(inArray(departments.id, ids))
    if (known.length < ids.length) throw new AppError('invalid', 'no_such_department', { field: 'body.rules' })
    await audit(tx, actor.personId, 'retention.set', { version: row.version + 1, rules })
    return { rules, version: row.version + 1, ...UNCONFIRMED }
  })

/** Says how much the rules as they are would touch. */
export async function tryRetention(actor: Actor, version: number): Promise<Retention> {
  const { timeZone } = await getSettings()
  return change(actor, version, async (tx, row) => {
    const dryRun: DryRun = { version, at: new Date().toISOString(), ...(await countDue(tx, row.rules, timeZone)) }
    await audit(tx, actor.personId, 'retention.dry_run', { version, ...totalsOf(dryRun) })
    return { dryRun }
  })
}

/** `at` is the dry run's that its confirmer has seen: 409 for any but the newest, and for one of other rules. */
export async function confirmRetention(actor: Actor, { version, at }: ConfirmInput): Promise<Retention> {
  const confirmed = await change(actor, version, async (tx, row) => {
    if (row.dryRun?.version !== version || row.dryRun.at !== at) throw changedSince(row)
    await audit(tx, actor.personId, 'retention.confirmed', { version, ...totalsOf(row.dryRun) })
    return { confirmedVersion: version, confirmedById: actor.personId, confirmedAt: new Date() }
  })
  ringForErasing()
  return confirmed
}

/** Nothing is done any more. */
export const stopRetention = (actor: Actor, version: number): Promise<Retention> =>
  change(actor, version, async (tx) => {
    await audit(tx, actor.personId, 'retention.stopped', { version })
    return UNCONFIRMED
  })

/** For a command: what the rules as they are set would touch. */
export async function dryRunNow(
  database: Database,
): Promise<{ rules: number; isConfirmed: boolean } & Omit<DryRun, 'at' | 'version'>> {
  const row = await find(database)
  const { timeZone } = await getSettings(database)
  const found = await countDue(database, row.rules, timeZone)
  return { rules: row.rules.length, isConfirmed: row.confirmedVersion === row.version, ...found }
}

const UNCONFIRMED = { confirmedVersion: null, confirmedById: null, confirmedAt: null }

const totalsOf = ({ touched, held }: DryRun) => ({
  tickets: touched.reduce((sum, one) => sum + one.tickets, 0),
  entries: touched.reduce((sum, one) => sum + one.entries, 0),
  held,
})

async function change(
  actor: Actor,
  version: number,
  apply: (tx: Transaction, row: Row) => Promise<Partial<Row>>,
): Promise<Retention> {
  requireAdmin(actor)
  return db().transaction(async (tx) => {
    const [row] = await tx.select().from(retention).for('update')
    if (!row) throw new Error('the database has no retention: migrate it first')
    if (row.version !== version) throw changedSince(row)
    const [changed] = await tx
      .update(retention)
      .set(await apply(tx, row))
      .where(and(eq(retention.id, row.id)))
      .returning()
    return toRetention(changed ?? row)
  })
}

async function find(database: Database): Promise<Row> {
  const [row] = await database.select().from(retention)
  if (!row) throw new Error('the database has no retention: migrate it first')
  return row
}

function requireAdmin(actor: Actor): void {
  if (!mayGovernPrivacy(actor)) throw new AppError('forbidden', 'admins_only')
}

const changedSince = (row: Row) => new AppError('conflict', 'retention_changed', { current: toRetention(row) })

const toRetention = ({ rules, version, dryRun, confirmedVersion, confirmedById, confirmedAt }: Row): Retention => ({
  rules,
  version,
  dryRun: dryRun ?? null,
  confirmed:
    confirmedVersion === version && confirmedById && confirmedAt
      ? { by: confirmedById, at: confirmedAt.toISOString() }
      : null,
})
