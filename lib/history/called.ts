/** What the hotel calls its places and items, out of its lists. Pure. */
import 'server-only'
import type { CatalogueItem } from '@/lib/catalogue/schema'
import type { Place } from '@/lib/places/schema'
import type { Called } from './document'

export function calledIn(
  places: readonly Pick<Place, 'id' | 'parentId' | 'name'>[],
  items: readonly Pick<CatalogueItem, 'id' | 'names' | 'keywords'>[],
): Called {
  const byId = new Map(places.map((place) => [place.id, place]))
  const words = new Map(items.map(({ id, names, keywords }) => [id, [...Object.values(names), ...keywords].join(' ')]))
  const around = (placeId: string): string[] => {
    const parentId = byId.get(placeId)?.parentId
    return [placeId, ...(parentId ? around(parentId) : [])]
  }
  return {
    item: (itemId) => words.get(itemId) ?? '',
    place: (placeId) => byId.get(placeId)?.name ?? '',
    placesAround: around,
  }
}
