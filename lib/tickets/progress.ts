/** How far each ticket's journal has come, and who may see it, for whoever delivers entries: the thread reader, the hub and the sweeper. */
import 'server-only'
import { and, gt, inArray, lt, sql } from 'drizzle-orm'
import { db, prepared } from '@/db/client'
import { tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { once } from '@/lib/once'
import { ROLES, type Role } from '@/lib/people/schema'
import { Together } from '@/lib/together'
import { audienceOf } from './dto'
import type { Sight } from './schema'
import { arrayOf, FOUND, listsOf, visibleAs } from './visible'

const AT = { id: tickets.id, lastSeq: tickets.lastSeq }
const asMap = (rows: { id: string; lastSeq: number }[]) => new Map(rows.map(({ id, lastSeq }) => [id, lastSeq]))

/** The newest seq of each of these tickets that the actor may see; the others are absent. */
export async function seenProgress(actor: Actor, ticketIds: string[]): Promise<Map<string, number>> {
  if (ticketIds.length === 0) return new Map()
  const { role, personId, departmentIds } = actor
  return asMap(await SEEN[role]().execute({ ids: arrayOf(ticketIds), personId, departmentIds: arrayOf(departmentIds) }))
}

const seenAs = (role: Role) =>
  prepared((db) =>
    db
      .select(AT)
      .from(tickets)
      .where(
        and(
          sql`${tickets.id} = any(${sql.placeholder('ids')}::uuid[])`,
          visibleAs(role, sql.placeholder('personId'), sql.placeholder('departmentIds')),
        ),
      )
      .prepare(`seen_as_${role}`),
  )
const SEEN = Object.fromEntries(ROLES.map((role) => [role, seenAs(role)])) as Record<Role, ReturnType<typeof seenAs>>

/** The newest seq of each of these tickets, whoever may see them. For the engine only. */
export async function progressOf(ticketIds: string[]): Promise<Map<string, number>> {
  if (ticketIds.length === 0) return new Map()
  return asMap(await db().select(AT).from(tickets).where(inArray(tickets.id, ticketIds)))
}

/** Who may see each of these tickets, and as of which entry. For the engine only: thousands of streams that come back at once
 *  ask for the same few tickets. */
export async function sightsOf(ticketIds: readonly string[]): Promise<Map<string, Sight>> {
  if (ticketIds.length === 0) return new Map()
  const sights = await sightsAsked().ask(ticketIds)
  const asked = new Map<string, Sight>()
  for (const id of ticketIds) {
    const sight = sights.get(id)
    if (sight) asked.set(id, sight)
  }
  return asked
}

const sightsAsked = () =>
  once(
    'sights asked for',
    () =>
      new Together<string, ReadonlyMap<string, Sight>>(async (ticketIds) => {
        const rows = await selectSights().execute({ ids: arrayOf(ticketIds) })
        return new Map(
          rows.map(({ id, lastSeq, onLists, ...row }): [string, Sight] => {
            return [id, { seq: lastSeq, audience: audienceOf(row, listsOf(onLists)) }]
          }),
        )
      }),
  )

const selectSights = prepared((db) => {
  const { id, lastSeq, departmentId, restricted, openerId, assigneeId, mentionedDepartmentIds } = tickets
  const row = { id, lastSeq, departmentId, restricted, openerId, assigneeId, mentionedDepartmentIds }
  return db
    .select({ ...row, onLists: FOUND.onLists })
    .from(tickets)
    .where(sql`${tickets.id} = any(${sql.placeholder('ids')}::uuid[])`)
    .prepare('sights')
})

/** For who clears away their threads: tickets that have ended, and whose journal last grew more than `quietSeconds` ago and less
 *  than `withinSeconds`, some in the order of that. */
export async function quietEnded(
  quietSeconds: number,
  withinSeconds: number,
  after: Quiet | null,
  limit: number,
): Promise<Quiet[]> {
  const ago = (secs: number) => sql`clock_timestamp() - make_interval(secs => ${secs})`
  return db()
    .select({ id: tickets.id, lastEntryAt: tickets.lastEntryAt })
    .from(tickets)
    .where(
      and(
        inArray(tickets.status, ['closed', 'cancelled']),
        lt(tickets.lastEntryAt, ago(quietSeconds)),
        gt(tickets.lastEntryAt, ago(withinSeconds)),
        after
          ? sql`(${tickets.lastEntryAt}, ${tickets.id}) > (${after.lastEntryAt.toISOString()}, ${after.id})`
          : undefined,
      ),
    )
    .orderBy(tickets.lastEntryAt, tickets.id)
    .limit(limit)
}

export interface Quiet {
  id: string
  lastEntryAt: Date
}

/** For the engine's self-check: the newest seq of each ticket whose journal grew in the last `seconds`, by the database's
 *  clock. */
export async function recentProgress(seconds: number): Promise<Map<string, number>> {
  const isRecent = sql`${tickets.lastEntryAt} > clock_timestamp() - make_interval(secs => ${seconds})`
  return asMap(await db().select(AT).from(tickets).where(isRecent))
}

/**
 * For the sweeper only: hands over the newest seq of each ticket whose journal grew in the last `seconds`, by the database's
 * clock, while no other process does the same. Null when one is at it. The lock lasts as long as the work, which may be
 * minutes. Lost with its connection it costs little: another process may send the same meanwhile, and publishing is
 * idempotent; this one throws once its work is done, and sweeps again.
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
    const progress = asMap(await tx.select(AT).from(tickets).where(isIt))
    // A transaction that says nothing for long is ended by PostgreSQL (db/client.ts), and its lock with it.
    const beat = setInterval(() => tx.execute(sql`select 1`).catch(() => {}), BEAT_MS)
    try {
      return await work(progress)
    } finally {
      clearInterval(beat)
    }
  })
}

/** What has committed just now is on its way. */
const BEING_PUBLISHED_SECONDS = 1
const BEAT_MS = 1_000
/** Any number, as long as nothing else locks it. */
export const SWEEPING = 7_305_112
