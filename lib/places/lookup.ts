/** What other nouns ask about places inside their own transactions. */
import 'server-only'
import { and, eq, ilike, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { places } from '@/db/schema'
import { AppError } from '@/lib/errors'
import type { Place } from './schema'

/** 400 naming the field unless it is a place in use. */
export async function requirePlace(tx: Database | Transaction, placeId: string, field: string): Promise<void> {
  if (!(await isPlaceInUse(tx, placeId))) throw new AppError('invalid', 'no_such_place', { field })
}

export async function isPlaceInUse(tx: Database | Transaction, placeId: string): Promise<boolean> {
  const isInUse = and(eq(places.id, placeId), isNull(places.archivedAt))
  return (await tx.select({ id: places.id }).from(places).where(isInUse)).length > 0
}

/** A subquery of the ids of places whose name is like this (an SQL pattern). */
export const placesCalled = (pattern: string) =>
  db().select({ id: places.id }).from(places).where(ilike(places.name, pattern))

/** What these places are called, also those no longer in use. */
export async function placeNames(placeIds: readonly string[]): Promise<Map<string, string>> {
  if (placeIds.length === 0) return new Map()
  const rows = await db()
    .select({ id: places.id, name: places.name })
    .from(places)
    .where(inArray(places.id, [...placeIds]))
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** These places and all that they lie in, also those no longer in use. */
export async function placesAround(
  tx: Database | Transaction,
  placeIds: readonly string[],
): Promise<Pick<Place, 'id' | 'parentId' | 'kind' | 'name'>[]> {
  if (placeIds.length === 0) return []
  return tx.execute<Pick<Place, 'id' | 'parentId' | 'kind' | 'name'>>(sql`
    with recursive around as (
      select ${places.id}, ${places.parentId}, ${places.kind}, ${places.name} from ${places} where ${inArray(places.id, [...placeIds])}
      union select ${places.id}, ${places.parentId}, ${places.kind}, ${places.name} from ${places} join around on ${places.id} = around.parent_id)
    select id, parent_id as "parentId", kind, name from around`)
}

/** A subquery of the ids of these places and of all that lie in them. */
export const placesIn = (placeIds: readonly string[]): SQL => sql`
  with recursive inside as (
    select ${places.id} from ${places} where ${inArray(places.id, [...placeIds])}
    union select ${places.id} from ${places} join inside on ${places.parentId} = inside.id)
  select id from inside`
