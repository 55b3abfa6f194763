/** Fills an empty database with the demo hotel, The Alder. Each function is one transaction: all of it or nothing, and
 *  never over what is already there. Run with `node --conditions=react-server --import tsx`. */
import 'server-only'
import { hash } from '@node-rs/argon2'
import { sql } from 'drizzle-orm'
import { cast, PASSWORD } from './cast'
import type { Database, Transaction } from './client'
import { catalogue } from './demo/catalogue'
import { departments, places, settings } from './demo/hotel'
import * as table from './schema'

/** No hotel lives here yet: no settings, people, departments, places or catalogue. */
export async function isEmpty(db: Database | Transaction): Promise<boolean> {
  const [row] = await db.execute<{ empty: boolean }>(sql`
    select not exists (select from ${table.settings}) and not exists (select from ${table.people})
      and not exists (select from ${table.departments}) and not exists (select from ${table.places})
      and not exists (select from ${table.catalogueItems}) as empty`)
  return row?.empty === true
}

/** The Alder without its tickets: settings, departments, people with their shared password, places and catalogue. */
export async function seedHotel(db: Database): Promise<void> {
  // argon2id is the library's default algorithm.
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
  const everybody = Object.values(cast)
  await db.transaction(async (tx) => {
    await oneAtATime(tx)
    if (!(await isEmpty(tx))) {
      throw new Error(
        'The demo hotel goes into an empty database only, and this one already holds a hotel. Nothing was changed.',
      )
    }
    await tx.insert(table.settings).values({ value: settings })
    await tx.insert(table.departments).values(departments)
    await tx
      .insert(table.people)
      .values(everybody.map(({ departmentIds: _, ...person }) => ({ ...person, passwordHash })))
    await tx
      .insert(table.memberships)
      .values(
        everybody.flatMap((person) =>
          person.departmentIds.map((departmentId) => ({ personId: person.id, departmentId })),
        ),
      )
    await tx.insert(table.places).values(places)
    await tx.insert(table.catalogueItems).values(catalogue)
  })
}

/** Two seeds at the same moment: the second waits, then finds the first one's hotel. */
const oneAtATime = (tx: Transaction) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('bellboard.seed'))`)
