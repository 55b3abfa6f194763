/** The door to the hotel's places. */
import 'server-only'
import { asc, isNull } from 'drizzle-orm'
import { db } from '@/db/client'
import { places } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import type { Place } from './schema'

/** Every place in use, by name; the tree is in `parentId`. */
export async function listPlaces(_actor: Actor): Promise<Place[]> {
  return db()
    .select({ id: places.id, parentId: places.parentId, kind: places.kind, name: places.name })
    .from(places)
    .where(isNull(places.archivedAt))
    .orderBy(asc(places.name), asc(places.id))
}
