/** Reports: figures over the tickets that an actor may see, each one statement over their facts. Of every figure the tickets that
 *  it counts are listed by `listBehind`. */
import 'server-only'
import { and, asc, count, desc, sql } from 'drizzle-orm'
import { db, type Transaction } from '@/db/client'
import { ticketFacts } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import type { Settings } from '@/lib/settings/schema'
import { getSettings } from '@/lib/settings/settings'
import { isAmong, isOpenedIn, MEASURED, seenBy } from './conditions'
import { freshenFacts } from './keeping'
import type { Repeats, Report, ReportQuery, Volume, VolumeQuery } from './schema'
import { beforeOf, type ReportLine, reportOf, reportStatement } from './statement'
import { inReportTurn } from './turn'

/** Figures of each department, place, … and of all together, in a period and in the one before it. Throws `forbidden` for whoever
 *  sees no figures, `unavailable` when so many ask at once that its turn does not come. */
export function readReport(actor: Actor, query: ReportQuery, signal?: AbortSignal): Promise<Report> {
  return asking(actor, signal, async (tx, settings, isBehind) => {
    const lines = await tx.execute<ReportLine>(reportStatement(actor, query, settings))
    return { ...reportOf(lines), before: beforeOf(query), isBehind }
  })
}

/** How many were opened in each hour of each weekday. */
export function readVolume(actor: Actor, query: VolumeQuery, signal?: AbortSignal): Promise<Volume> {
  return asking(actor, signal, async (tx, settings, isBehind) => {
    const { weekday, minute } = ticketFacts
    const hour = sql<number>`${minute} / 60`
    const cells = await tx
      .select({ weekday, hour, opened: count() })
      .from(ticketFacts)
      .where(and(isOpenedIn(query.since, query.until), isAmong(query, settings), seenBy(actor)))
      .groupBy(weekday, sql`2`)
      .orderBy(asc(weekday), sql`2`)
    return { cells, isBehind }
  })
}

const REPEATS_SHOWN = 100

/** What comes back in the same place. */
export function readRepeats(actor: Actor, query: VolumeQuery, signal?: AbortSignal): Promise<Repeats> {
  return asking(actor, signal, async (tx, settings, isBehind) => {
    const { placeId, itemId, openedAt } = ticketFacts
    const isIt = sql`${placeId} is not null and ${itemId} is not null and ${MEASURED.faults}`
    const faults = count()
    const rows = await tx
      .select({
        placeId: sql<string>`${placeId}`,
        itemId: sql<string>`${itemId}`,
        faults,
        last: sql<Date>`max(${openedAt})`.mapWith(openedAt),
      })
      .from(ticketFacts)
      .where(and(isOpenedIn(query.since, query.until), isAmong(query, settings), isIt, seenBy(actor)))
      .groupBy(placeId, itemId)
      .having(sql`count(*) > 1`)
      .orderBy(desc(faults), desc(sql`max(${openedAt})`), asc(placeId), asc(itemId))
      .limit(REPEATS_SHOWN)
    return { rows: rows.map(({ last, ...row }) => ({ ...row, lastOpenedAt: last.toISOString() })), isBehind }
  })
}

function asking<T>(
  actor: Actor,
  signal: AbortSignal | undefined,
  read: (tx: Transaction, settings: Settings, isBehind: boolean) => Promise<T>,
): Promise<T> {
  seenBy(actor)
  const work = async () => {
    const [settings, isWhole] = await Promise.all([getSettings(), freshenFacts()])
    return db().transaction(async (tx) => {
      await tx.execute(SETTINGS)
      return read(tx, settings, !isWhole)
    })
  }
  return inReportTurn(actor, work, signal)
}

/** A year is sorted in memory; compiling a statement takes longer than it saves. */
export const SETTINGS = sql`select set_config('work_mem', '64MB', true), set_config('jit', 'off', true)`
