/** The door to people, departments and who belongs where. Everybody signed in may know their colleagues by name. */
import 'server-only'
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { db } from '@/db/client'
import { departments, memberships, people } from '@/db/schema'
import { audit } from '@/lib/audit/audit'
import { raiseAccessVersion } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { endSessionsOf } from '@/lib/auth/session'
import { AppError, notFound } from '@/lib/errors'
import { publishAccess } from '@/lib/live/publish'
import type { Department, Person } from './schema'

/** Everybody, by name; those who left are listed as not active, because their names stand in old threads. */
export async function listPeople(_actor: Actor): Promise<Person[]> {
  return db()
    .select({
      id: people.id,
      name: people.name,
      role: people.role,
      // With the tables' names written out: Drizzle leaves them away where it selects from one table.
      departmentIds: sql<string[]>`(select coalesce(jsonb_agg(m.department_id order by m.department_id), '[]')
        from ${memberships} m where m.person_id = ${people}.id)`,
      active: people.active,
    })
    .from(people)
    .orderBy(asc(people.name), asc(people.id))
}

export async function listDepartments(_actor: Actor): Promise<Department[]> {
  return db().select(DEPARTMENT).from(departments).where(isNull(departments.archivedAt)).orderBy(asc(departments.code))
}

const DEPARTMENT = {
  id: departments.id,
  code: departments.code,
  names: departments.names,
  loudness: departments.loudness,
}

/** How loud a department's alerts are. Managers and admins only. */
export async function setLoudness(actor: Actor, departmentId: string, loudness: number): Promise<Department> {
  if (actor.role !== 'manager' && actor.role !== 'admin') throw new AppError('forbidden', 'not_yours')
  const isIt = and(eq(departments.id, departmentId), isNull(departments.archivedAt))
  const [department] = await db().update(departments).set({ loudness }).where(isIt).returning(DEPARTMENT)
  if (!department) throw notFound()
  return department
}

/** Signs a person out everywhere, at once and for good: their next request is refused and their open streams end within a
 *  second. It is on record who did it. Admins only. */
export async function endSessions(actor: Actor, personId: string): Promise<{ ended: number }> {
  if (actor.role !== 'admin') throw new AppError('forbidden', 'admins_only')
  const { ended, version } = await db().transaction(async (tx) => {
    const [person] = await tx
      .update(people)
      .set({ sessionVersion: sql`${people.sessionVersion} + 1` })
      .where(eq(people.id, personId))
      .returning({ id: people.id })
    if (!person) throw notFound()
    await audit(tx, actor.personId, 'sessions.ended', { personId })
    const ended = await endSessionsOf(tx, personId)
    return { ended, version: await raiseAccessVersion(tx) }
  })
  await publishAccess(version)
  return { ended }
}
