/** Who may still act, as PostgreSQL knows it now. Whatever changes that raises the access version in its own transaction,
 *  so that nobody delivers by an older knowledge. */
import 'server-only'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Database, db, prepared, type Transaction } from '@/db/client'
import { accessVersion, memberships, people, sessions } from '@/db/schema'
import { AppError } from '@/lib/errors'
import { once } from '@/lib/once'
import { Together } from '@/lib/together'
import type { Actor } from './schema'

/** The actors of these sessions, and the access version they were read at, in one query that begins after this call, and so
 *  from one snapshot. A session
 *  that ended, expired, was made under an older session version, or whose person is not active, is absent. */
export async function loadActors(sessionIds: readonly string[]): Promise<Known> {
  const { accessVersion, actors } = await asked().ask(sessionIds)
  const own = sessionIds.flatMap((id) => actors.get(id) ?? [])
  return { accessVersion, actors: new Map(own.map((actor) => [actor.sessionId, actor])) }
}

/** By session. */
interface Known {
  accessVersion: number
  actors: Map<string, Actor>
}

/** Thousands of streams that come back at once ask for thousands of sessions. */
const asked = () =>
  once(
    'actors asked for',
    () =>
      new Together<string, Known>(async (sessionIds) => {
        const rows = await liveActors().execute({ sessions: `{${sessionIds.join(',')}}` })
        const actors = new Map<string, Actor>()
        for (const { actor } of rows) if (actor) actors.set(actor.sessionId, actor)
        return { accessVersion: rows[0]?.version ?? 0, actors }
      }),
  )

const liveActors = prepared((db) => {
  const live = liveSessions(db)
  return db
    .select({ version: accessVersion.version, actor: live.actor })
    .from(accessVersion)
    .leftJoin(live, sql`true`)
    .prepare('live_actors')
})

function liveSessions(db: Database) {
  return db
    .select({ actor: actor().as('actor') })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(
      and(
        sql`${sessions.id} = any(${sql.placeholder('sessions')}::uuid[])`,
        isNull(sessions.endedAt),
        gt(sessions.expiresAt, sql`now()`),
        eq(sessions.sessionVersion, people.sessionVersion),
        people.active,
      ),
    )
    .as('live')
}

/** Whoever has waited, as they are now: 401 when they have been signed out meanwhile. */
export async function stillIn({ sessionId }: Actor): Promise<Actor> {
  const now = (await loadActors([sessionId])).actors.get(sessionId)
  if (!now) throw new AppError('signed_out', 'signed_out')
  return now
}

/** Whoever takes something bit by bit, as they are now, for each bit: throws `forbidden` when they have been signed out since, or
 *  may not any more. */
export async function actorNow({ sessionId }: Actor, may: (actor: Actor) => boolean, told: string): Promise<Actor> {
  const now = (await loadActors([sessionId])).actors.get(sessionId)
  if (!now || !may(now)) throw new AppError('forbidden', told)
  return now
}

/** How long after its session began a letter of a device may still arrive. */
export const LETTER_HOURS = 48

/** Who wrote in this session on this device, as they are now: also when they have locked it since. Null when they were signed
 *  out by an admin, are not active any more, or wrote too long ago. */
export async function loadSender(sessionId: string, personId: string, deviceId: string): Promise<Actor | null> {
  const [row] = await db()
    .select({ actor: actor() })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .where(
      and(
        eq(sessions.id, sessionId),
        eq(sessions.personId, personId),
        eq(sessions.deviceId, deviceId),
        gt(sessions.createdAt, sql`now() - make_interval(hours => ${LETTER_HOURS})`),
        eq(sessions.sessionVersion, people.sessionVersion),
        people.active,
      ),
    )
  return row?.actor ?? null
}

function actor() {
  const departmentIds = sql`(select coalesce(jsonb_agg(${memberships.departmentId} order by ${memberships.departmentId}), '[]')
    from ${memberships} where ${memberships.personId} = ${people.id})`
  return sql<Actor>`jsonb_build_object('personId', ${people.id}, 'name', ${people.name}, 'role', ${people.role},
    'departmentIds', ${departmentIds}, 'locale', ${people.locale}, 'sessionId', ${sessions.id})`
}

/** The access version as of now. */
export async function readAccessVersion(): Promise<number> {
  const [row] = await versionNow().execute()
  return row?.version ?? 0
}

const versionNow = prepared((db) =>
  db.select({ version: accessVersion.version }).from(accessVersion).prepare('access_version'),
)

/** Call inside the transaction that changes a role, membership, account or session; after its commit and before the answer,
 *  `publishAccess` tells every process. The row's lock puts such changes in one order. */
export async function raiseAccessVersion(tx: Transaction): Promise<number> {
  const [raised] = await tx
    .update(accessVersion)
    .set({ version: sql`${accessVersion.version} + 1` })
    .returning({ version: accessVersion.version })
  if (!raised) throw new Error('The access_version row is missing: the migrations have not run')
  return raised.version
}
