/** What a demo thread's words stand for: people, places, items. Pure. */
import 'server-only'
import { cast, castId } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import type { CatalogueItem } from '@/lib/catalogue/schema'
import { catalogue } from './catalogue'
import { places } from './hotel'
import type { Who } from './thread'

export interface House {
  now: Date
  zone: string
  accessVersion: number
}

export const idOf = (who: Who): string => cast[who].id

const DEVICE_FAMILY = 5

const actors = new Map(
  Object.entries(cast).map(([who, { id, name, role, departmentIds, locale }], index) => {
    const sessionId = castId(DEVICE_FAMILY, index + 1)
    return [who, { personId: id, name, role, departmentIds, locale, sessionId }]
  }),
)

/** Everybody wrote on one device of their own, whose session is over. */
export function actorOf(who: Who): Actor {
  const actor = actors.get(who)
  if (!actor) throw new Error(`nobody is called "${who}"`)
  return actor
}

export function placeId(name: string): string {
  const place = places.find((one) => one.name === name)
  if (!place) throw new Error(`no place is called "${name}"`)
  return place.id
}

export function itemOf(code: string): CatalogueItem {
  const item = catalogue.find((one) => one.code === code)
  if (!item) throw new Error(`no catalogue item has the code "${code}"`)
  return item
}
