/** The door to what can be asked for. */
import 'server-only'
import { asc, isNull } from 'drizzle-orm'
import { db } from '@/db/client'
import { catalogueItems } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import type { CatalogueItem } from './schema'

/** Every item in use, by code. */
export async function listCatalogue(_actor: Actor): Promise<CatalogueItem[]> {
  return db()
    .select({
      id: catalogueItems.id,
      code: catalogueItems.code,
      names: catalogueItems.names,
      keywords: catalogueItems.keywords,
      departmentId: catalogueItems.departmentId,
      priority: catalogueItems.priority,
      minutes: catalogueItems.minutes,
      countable: catalogueItems.countable,
      fields: catalogueItems.fields,
    })
    .from(catalogueItems)
    .where(isNull(catalogueItems.archivedAt))
    .orderBy(asc(catalogueItems.code))
}
