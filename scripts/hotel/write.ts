/** Writes a whole new hotel, or nothing of it, and only into a database that holds none. */
import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { catalogue } from '@/db/demo/catalogue'
import { departments as usual } from '@/db/demo/hotel'
import * as table from '@/db/schema'
import { isEmpty } from '@/db/seed'
import { hashPassword } from '@/lib/auth/password'
import type { CatalogueItem } from '@/lib/catalogue/schema'
import type { Department } from '@/lib/people/schema'
import type { Place } from '@/lib/places/schema'
import { newId } from '@/lib/schema'
import type { Settings } from '@/lib/settings/schema'
import type { NewPerson } from './people'

export interface NewHotel {
  settings: Settings
  departments: Department[]
  people: NewPerson[]
  places: Place[]
  catalogue: CatalogueItem[]
}

/** What most hotels are asked for, of the departments that this one has. */
export function starterCatalogue(departments: Department[]): CatalogueItem[] {
  const idOf = (departmentId: string) => {
    const code = usual.find(({ id }) => id === departmentId)?.code
    return departments.find((department) => department.code === code)?.id
  }
  return catalogue.flatMap((item) => {
    const departmentId = idOf(item.departmentId)
    return departmentId ? [{ ...item, id: newId(), departmentId }] : []
  })
}

export async function writeHotel(db: Database, hotel: NewHotel): Promise<void> {
  const rows: Awaited<ReturnType<typeof personRow>>[] = []
  // A few at a time: each costs 19 MiB.
  for (let at = 0; at < hotel.people.length; at += 4)
    rows.push(...(await Promise.all(hotel.people.slice(at, at + 4).map(personRow))))
  const memberships = hotel.people.flatMap((person) =>
    person.departmentIds.map((departmentId) => ({ personId: person.id, departmentId })),
  )
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('bellboard.seed'))`)
    if (!(await isEmpty(tx))) throw new Error('This database already holds a hotel. Nothing was changed.')
    await tx.insert(table.settings).values({ value: hotel.settings })
    await tx.insert(table.departments).values(hotel.departments)
    await tx.insert(table.people).values(rows)
    if (memberships.length > 0) await tx.insert(table.memberships).values(memberships)
    if (hotel.places.length > 0) await tx.insert(table.places).values(hotel.places)
    if (hotel.catalogue.length > 0) await tx.insert(table.catalogueItems).values(hotel.catalogue)
  })
}

async function personRow({ id, name, email, role, locale, password }: NewPerson) {
  return { id, name, email, role, locale, passwordHash: await hashPassword(password) }
}
