/** Who may still act, as PostgreSQL knows it now. Whatever changes that raises the access version in its own transaction,
 *  so that nobody delivers by an older knowledge. */
import 'server-only'
import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import { type Database, prepared, type Transaction } from '@/db/client'
import { accessVersion, memberships, people, sessions } from '@/db/schema'
import type { Actor } from './schema'

/** The actors of these sessions, and the access version they were read at, in one query and so from one snapshot. A session
 *  that ended, expired, was made under an older session version, or whose person is not active, is absent. */
export async function loadActors(sessionIds: string[]): Promise<{ accessVersion: number; actors: Map<string, Actor> }> {
  const rows = await liveActors().execute({ sessions: `{${sessionIds.join(',')}}` })
  const actors = new Map<string, Actor>()
  for (const { actor } of rows) if (actor) actors.set(actor.sessionId, actor)
  return { accessVersion: rows[0]?.version ?? 0, actors }
}

const liveActors = prepared((db) => {
  const live = liveSessions(db)
  return db
    .select({ version: accessVersion.version, actor: live.actor })
    .from(accessVersion)
    .leftJoin(live, sql`true`)
    .prepare('live_actors')
})

function liveSessions(db: Database) {
  const departmentIds = sql`(select coalesce(jsonb_agg(${memberships.departmentId} order by ${memberships.departmentId}), '[]')
    from ${memberships} where ${memberships.personId} = ${people.id})`
  return db
    .select({
      actor: sql<Actor>`jsonb_build_object('personId', ${people.id}, 'name', ${people.name}, 'role', ${people.role},
        'departmentIds', ${departmentIds}, 'locale', ${people.locale}, 'sessionId', ${sessions.id})`.as('actor'),
    })
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
