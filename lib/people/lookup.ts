/** What other nouns ask about people and departments inside their own transactions. */
import 'server-only'
import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '@/db/client'
import { departments, people } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { AppError } from '@/lib/errors'
import type { Names } from '@/lib/names'

type Tx = Database | Transaction

/** Somebody's name, also after they left; empty for nobody. */
export async function nameOf(tx: Tx, personId: string | null): Promise<string> {
  if (personId === null) return ''
  const [person] = await tx.select({ name: people.name }).from(people).where(eq(people.id, personId))
  return person?.name ?? ''
}

/** 400 naming the field unless each of them is a person with a live account. */
export async function requireActivePeople(tx: Tx, personIds: readonly string[], field: string): Promise<void> {
  const wanted = new Set(personIds)
  if (wanted.size === 0) return
  const isKnown = and(inArray(people.id, [...wanted]), people.active)
  const known = await tx.select({ id: people.id }).from(people).where(isKnown)
  if (known.length < wanted.size) throw new AppError('invalid', 'no_such_person', { field })
}

/** Keeps this person's row, and with it what depends on its holding still, until the transaction ends; false when nobody with
 *  a live account has this id. Others may meanwhile point at it. */
export async function lockPerson(tx: Transaction, personId: string): Promise<boolean> {
  const isThem = and(eq(people.id, personId), people.active)
  const locked = await tx.select({ id: people.id }).from(people).where(isThem).for('no key update')
  return locked.length > 0
}

/** 400 naming the field unless it is a department in use. */
export const requireDepartment = (tx: Tx, departmentId: string, field: string): Promise<void> =>
  requireDepartments(tx, [departmentId], field)

/** The same for each of several. */
export async function requireDepartments(tx: Tx, departmentIds: readonly string[], field: string): Promise<void> {
  const wanted = new Set(departmentIds)
  if (wanted.size === 0) return
  const isInUse = and(inArray(departments.id, [...wanted]), isNull(departments.archivedAt))
  const known = await tx.select({ id: departments.id }).from(departments).where(isInUse)
  if (known.length < wanted.size) throw new AppError('invalid', 'no_such_department', { field })
}

/** Those of these people who have a live account, with what decides what they may see. */
export async function viewersAmong(
  tx: Tx,
  personIds: readonly string[],
): Promise<Pick<Actor, 'personId' | 'role' | 'departmentIds'>[]> {
  if (personIds.length === 0) return []
  return tx
    .select({
      personId: people.id,
      role: people.role,
      departmentIds: sql.raw(DEPARTMENTS) as SQL<string[]>,
    })
    .from(people)
    .where(and(inArray(people.id, [...personIds]), people.active))
}

// Written out, because in the fields of a select from one table Drizzle leaves the tables' names away.
const DEPARTMENTS = `(select coalesce(jsonb_agg(memberships.department_id), '[]') from memberships
  where memberships.person_id = people.id)`

/** What these people are called, also those who left. */
export async function personNames(tx: Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...personIds]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** What these departments are called in every language, also those no longer in use. */
export async function departmentNames(tx: Tx, departmentIds: readonly string[]): Promise<Map<string, Names>> {
  if (departmentIds.length === 0) return new Map()
  const rows = await tx
    .select({ id: departments.id, names: departments.names })
    .from(departments)
    .where(inArray(departments.id, [...departmentIds]))
  return new Map(rows.map(({ id, names }) => [id, names]))
}
