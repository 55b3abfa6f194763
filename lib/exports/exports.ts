/** The door to exports: every one is on record before its first byte leaves, with who, what, and how far it came. */
import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { and, desc, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { exports } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError, notFound } from '@/lib/errors'
import { inSearchTurn } from '@/lib/history/turn'
import { canReport, canSeeAllExports, canSeeWhatWasExported } from '@/lib/reports/policy'
import { getSettings } from '@/lib/settings/settings'
import type { ExportInput, ExportsQuery } from './schema'
import { countSelected } from './selection'
import type { Export, ExportOutcome, ExportsPage } from './vocabulary'
import type { Order } from './writing'

/** Puts it on record, with how many rows it is going to have. Its file is taken once, by whoever asked. Sent again it is asked for
 *  once. 403 for whoever may not export; 429 for whoever has too many under way; 503 while older tickets are still being read in,
 *  or when so many search at once that its turn does not come. */
export async function askExport(actor: Actor, input: ExportInput, signal?: AbortSignal): Promise<Export> {
  if (!canReport(actor)) throw new AppError('forbidden', 'exports_not_yours')
  // One of a person at a time, so that those before it are on record.
  return inSearchTurn(actor, () => putOnRecord(actor, input), signal)
}

async function putOnRecord(actor: Actor, input: ExportInput): Promise<Export> {
  const { id, what, format, withMark, filter } = input
  const known = await findAsked(actor, input)
  if (known) return known
  await refuseTooMany(actor)
  const [{ timeZone }, counted] = await Promise.all([getSettings(), countSelected(actor, filter)])
  await db()
    .insert(exports)
    .values({
      ...{ id, what, format, withMark, filter, timeZone },
      ...{ personId: actor.personId, device: actor.sessionId, total: counted[what] },
    })
    .onConflictDoNothing({ target: exports.id })
  const asked = await findAsked(actor, input)
  if (!asked) throw new Error('an insert left nothing')
  return asked
}

/** Null for a new id. 409 for somebody else's, and for one that stands for another file. */
async function findAsked(actor: Actor, { id, ...wanted }: ExportInput): Promise<Export | null> {
  const [found] = await db()
    .select({ ...SEEN, withMark: exports.withMark })
    .from(exports)
    .where(eq(exports.id, id))
  if (!found) return null
  const { withMark, ...row } = found
  const { personId, what, format, filter } = row
  const isSame = isDeepStrictEqual({ what, format, withMark, filter }, JSON.parse(JSON.stringify(wanted)))
  if (personId !== actor.personId || !isSame) throw new AppError('conflict', 'id_reused')
  return toExport(actor, row)
}

/** Managers and admins everybody's, dispatchers their own, the newest first. Of others' all but a manager learns no more than that
 *  they were taken. 403 for whoever may not export. */
export async function listExports(actor: Actor, { before, limit }: ExportsQuery): Promise<ExportsPage> {
  if (!canReport(actor)) throw new AppError('forbidden', 'exports_not_yours')
  const isOlder = before === undefined ? undefined : lt(exports.askedAt, new Date(before))
  const rows = await db()
    .select(SEEN)
    .from(exports)
    .where(and(isOlder, isSeenBy(actor)))
    .orderBy(desc(exports.askedAt), desc(exports.id))
    .limit(limit + 1)
  const items = rows.slice(0, limit).map((row) => toExport(actor, row))
  return { items, next: rows.length > limit ? (items.at(-1)?.askedAt ?? null) : null }
}

/** 404 for what one may not see. */
export async function readExport(actor: Actor, id: string): Promise<Export> {
  if (!canReport(actor)) throw notFound()
  const [row] = await db()
    .select(SEEN)
    .from(exports)
    .where(and(eq(exports.id, id), isSeenBy(actor)))
  if (!row) throw notFound()
  return toExport(actor, row)
}

/** What is to be written now. 404 for whoever did not ask for it, 409 when it has been begun before, 429 while two others of theirs
 *  are being written. */
export const beginExport = (actor: Actor, id: string): Promise<Order> =>
  db().transaction(async (tx) => {
    // One after the other of a person's, in whichever process: each counts those before it.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('bellboard.exports'), hashtext(${actor.personId}))`)
    const isTheirs = and(eq(exports.id, id), eq(exports.personId, actor.personId))
    const [known] = await tx.select({ startedAt: exports.startedAt }).from(exports).where(isTheirs)
    if (!known) throw notFound()
    if (known.startedAt !== null) throw new AppError('conflict', 'export_taken')
    await refuseMoreFiles(tx, actor)
    const [begun] = await tx.update(exports).set({ startedAt: NOW, movedAt: NOW }).where(isTheirs).returning()
    if (!begun) throw notFound()
    return begun
  })

/** How many rows have been written. */
export async function moveExport(id: string, rows: number): Promise<void> {
  await db().update(exports).set({ rows, movedAt: NOW }).where(eq(exports.id, id))
}

export async function endExport(id: string, rows: number, outcome: ExportOutcome): Promise<void> {
  await db()
    .update(exports)
    .set({ rows, outcome, movedAt: NOW, endedAt: NOW })
    .where(and(eq(exports.id, id), isNull(exports.endedAt)))
}

const NOW = sql`clock_timestamp()`

const RUNNING_MOST = 2
const UNTAKEN_MOST = 5
/** Of what was asked for longer ago nobody waits for the file any more. */
const UNTAKEN_MS = 10 * 60_000

async function refuseTooMany(actor: Actor): Promise<void> {
  await refuseMoreFiles(db(), actor)
  const isRecent = gt(exports.askedAt, new Date(Date.now() - UNTAKEN_MS))
  const untaken = await db().$count(
    exports,
    and(eq(exports.personId, actor.personId), isNull(exports.startedAt), isRecent),
  )
  if (untaken >= UNTAKEN_MOST) throw new AppError('slow_down', 'exports_untaken', { retryAfter: UNTAKEN_MS / 1_000 })
}

async function refuseMoreFiles(tx: Database | Transaction, actor: Actor): Promise<void> {
  const isOpen = and(isNotNull(exports.startedAt), isNull(exports.endedAt), IS_ALIVE)
  const running = await tx.$count(exports, and(eq(exports.personId, actor.personId), isOpen))
  if (running >= RUNNING_MOST) throw new AppError('slow_down', 'exports_running', { retryAfter: 30 })
}

const isSeenBy = (actor: Actor) => (canSeeAllExports(actor) ? undefined : eq(exports.personId, actor.personId))

/** One that has not moved for so long lost its process. */
const IS_ALIVE = sql<boolean>`coalesce(${exports.movedAt} > clock_timestamp() - interval '10 minutes', false)`
const { id, personId, what, format, filter, timeZone, total, rows, askedAt, endedAt, outcome, startedAt } = exports
const SEEN = {
  ...{ id, personId, what, format, filter, timeZone, total, rows, askedAt, endedAt, outcome, startedAt },
  isAlive: IS_ALIVE,
}
type Seen = Omit<typeof exports.$inferSelect, 'device' | 'movedAt' | 'withMark'> & { isAlive: boolean }

function toExport(actor: Actor, { outcome, startedAt, isAlive, filter, total, rows, ...row }: Seen): Export {
  const state = outcome ?? (startedAt === null ? 'asked' : isAlive ? 'running' : 'broken_off')
  const shown = canSeeWhatWasExported(actor, row.personId)
    ? { filter, total, rows }
    : { filter: null, total: null, rows: null }
  return { ...row, ...shown, state, askedAt: row.askedAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null }
}
