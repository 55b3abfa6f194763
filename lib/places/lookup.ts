/** What other nouns ask about places inside their own transactions. */
import 'server-only'
import { and, eq, ilike, isNull } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { places } from '@/db/schema'
import { AppError } from '@/lib/errors'

/** 400 naming the field unless it is a place in use. */
export async function requirePlace(tx: Database | Transaction, placeId: string, field: string): Promise<void> {
  const isInUse = and(eq(places.id, placeId), isNull(places.archivedAt))
  const [known] = await tx.select({ id: places.id }).from(places).where(isInUse)
  if (!known) throw new AppError('invalid', 'no_such_place', { field })
}

/** A subquery of the ids of places whose name is like this (an SQL pattern). */
export const placesCalled = (pattern: string) =>
  db().select({ id: places.id }).from(places).where(ilike(places.name, pattern))
