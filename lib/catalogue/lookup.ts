/** What other nouns ask about the catalogue inside their own transactions. */
import 'server-only'
import { eq, inArray, or, sql } from 'drizzle-orm'
import { type Database, db, type Transaction } from '@/db/client'
import { catalogueItems } from '@/db/schema'
import { AppError } from '@/lib/errors'
import type { Names } from '@/lib/schema'
import type { CatalogueItem } from './schema'

type Known = Pick<CatalogueItem, 'departmentId' | 'priority' | 'minutes' | 'fields'>

const KNOWN = {
  departmentId: catalogueItems.departmentId,
  priority: catalogueItems.priority,
  minutes: catalogueItems.minutes,
  fields: catalogueItems.fields,
}

/** An item, also one that can no longer be asked for: tickets of it live on. */
export async function findItem(tx: Database | Transaction, itemId: string): Promise<Known | null> {
  const [item] = await tx.select(KNOWN).from(catalogueItems).where(eq(catalogueItems.id, itemId))
  return item ?? null
}

/** 400 naming the field unless it is an item that can be asked for. */
export async function requireItem(tx: Database | Transaction, itemId: string, field: string): Promise<Known> {
  const [item] = await tx
    .select({ ...KNOWN, archivedAt: catalogueItems.archivedAt })
    .from(catalogueItems)
    .where(eq(catalogueItems.id, itemId))
  if (!item || item.archivedAt) throw new AppError('invalid', 'no_such_item', { field })
  return item
}

/** A subquery of the ids of items with a name or keyword like this (an SQL pattern), in any language. */
export const itemsCalled = (pattern: string) =>
  db()
    .select({ id: catalogueItems.id })
    .from(catalogueItems)
    .where(
      or(
        sql`exists (select 1 from jsonb_each_text(${catalogueItems.names}) where value ilike ${pattern})`,
        sql`exists (select 1 from jsonb_array_elements_text(${catalogueItems.keywords}) where value ilike ${pattern})`,
      ),
    )

/** What these items are called in every language, also those that can no longer be asked for. */
export async function itemNames(itemIds: readonly string[]): Promise<Map<string, Names>> {
  if (itemIds.length === 0) return new Map()
  const rows = await db()
    .select({ id: catalogueItems.id, names: catalogueItems.names })
    .from(catalogueItems)
    .where(inArray(catalogueItems.id, [...itemIds]))
  return new Map(rows.map(({ id, names }) => [id, names]))
}

/** What people call these items, in every language, also those that can no longer be asked for. */
export async function itemsAsCalled(
  tx: Database | Transaction,
  itemIds: readonly string[],
): Promise<Pick<CatalogueItem, 'id' | 'names' | 'keywords'>[]> {
  if (itemIds.length === 0) return []
  return tx
    .select({ id: catalogueItems.id, names: catalogueItems.names, keywords: catalogueItems.keywords })
    .from(catalogueItems)
    .where(inArray(catalogueItems.id, [...itemIds]))
}
