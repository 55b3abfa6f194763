/** How far each ticket's journal has come, and who may see it, for whoever delivers entries: the thread reader, the hub and the sweeper. */
import 'server-only'
import { and, gt, inArray, lt, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { accessVersion, tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { audienceOf } from './dto'
import type { Audience } from './schema'
import { FOUND, visibleTo, withLists } from './visible'

const AT = { id: tickets.id, lastSeq: tickets.lastSeq }
const asMap = (rows: { id: string; lastSeq: number }[]) => new Map(rows.map(({ id, lastSeq }) => [id, lastSeq]))

/** The newest seq of each of these tickets that the actor may see; the others are absent. */
export async function seenProgress(actor: Actor, ticketIds: string[]): Promise<Map<string, number>> {
  if (ticketIds.length === 0) return new Map()
  return asMap(
    await db()
      .select(AT)
      .from(tickets)
      .where(and(inArray(tickets.id, ticketIds), visibleTo(actor))),
  )
}

/** The newest seq of each of these tickets, whoever may see them. For the engine only. */
export async function progressOf(ticketIds: string[]): Promise<Map<string, number>> {
  if (ticketIds.length === 0) return new Map()
  return asMap(await db().select(AT).from(tickets).where(inArray(tickets.id, ticketIds)))
}

/** Who may see each of these tickets, and as of which entry. For the engine only. */
export async function sightsOf(ticketIds: string[]): Promise<Map<string, { seq: number; audience: Audience }>> {
  if (ticketIds.length === 0) return new Map()
  const rows = await db().select(FOUND).from(tickets).where(inArray(tickets.id, ticketIds))
  return new Map(
    rows.map(withLists).map((row) => [row.id, { seq: row.lastSeq, audience: audienceOf(row, row) }] as const),
  )
}

/** For the engine's self-check: the newest seq of each ticket whose journal grew in the last `seconds`, by the database's
 *  clock, and the access version, from one snapshot. */
export async function recentProgress(
  seconds: number,
): Promise<{ accessVersion: number; progress: Map<string, number> }> {
  const isRecent = sql`${tickets.lastEntryAt} > clock_timestamp() - make_interval(secs => ${seconds})`
  const rows = await db()
    .select({ version: accessVersion.version, id: tickets.id, lastSeq: tickets.lastSeq })
    .from(accessVersion)
    .leftJoin(tickets, isRecent)
  const found = rows.flatMap(({ id, lastSeq }) => (id === null || lastSeq === null ? [] : [{ id, lastSeq }]))
  return { accessVersion: rows[0]?.version ?? 0, progress: asMap(found) }
}

/**
 * For the sweeper only: hands over the newest seq of each ticket whose journal grew in the last `seconds`, by the database's
 * clock, while no other process does the same. Null when one is at it.
 */
export function sweepProgress<T>(
  seconds: number,
  work: (progress: Map<string, number>) => Promise<T>,
): Promise<T | null> {
  return db().transaction(async (tx) => {
    const [lock] = await tx.execute<{ mine: boolean }>(sql`select pg_try_advisory_xact_lock(${SWEEPING}) as mine`)
    if (!lock?.mine) return null
    const ago = (secs: number) => sql`clock_timestamp() - make_interval(secs => ${secs})`
    const isIt = and(gt(tickets.lastEntryAt, ago(seconds)), lt(tickets.lastEntryAt, ago(BEING_PUBLISHED_SECONDS)))
    return work(asMap(await tx.select(AT).from(tickets).where(isIt)))
  })
}

/** What has committed just now is on its way. */
const BEING_PUBLISHED_SECONDS = 1
/** Any number, as long as nothing else locks it. */
const SWEEPING = 7_305_112
