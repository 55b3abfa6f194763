/** Fills an empty database with the demo hotel, The Alder. Each function is one transaction: all of it or nothing, and
 *  never over what is already there. Run with `node --conditions=react-server --import tsx`. */
import 'server-only'
import { hash } from '@node-rs/argon2'
import { sql } from 'drizzle-orm'
import { cast, PASSWORD } from './cast'
import type { Database, Transaction } from './client'
import { catalogue } from './demo/catalogue'
import { departments, places, settings } from './demo/hotel'
import { type Demo, demoTickets, threads } from './demo/tickets'
import * as table from './schema'

/** What chance the demo's seconds are drawn with, and the moment its three days end. */
interface SeedOptions {
  seed: number
  now: Date
}

/** No hotel lives here yet: no settings, people, departments, places or catalogue. */
export async function isEmpty(db: Database | Transaction): Promise<boolean> {
  const [row] = await db.execute<{ empty: boolean }>(sql`
    select not exists (select from ${table.settings}) and not exists (select from ${table.people})
      and not exists (select from ${table.departments}) and not exists (select from ${table.places})
      and not exists (select from ${table.catalogueItems}) as empty`)
  return row?.empty === true
}

/** The whole demo hotel, with its three days of tickets: both or neither. */
export async function seedDemo(db: Database, options: SeedOptions): Promise<void> {
  await db.transaction(async (tx) => {
    await seedHotel(tx)
    await seedTickets(tx, options)
  })
}

/** The Alder without its tickets: settings, departments, people with their shared password, places and catalogue. */
export async function seedHotel(db: Database | Transaction): Promise<void> {
  // argon2id is the library's default algorithm.
  const passwordHash = await hash(PASSWORD, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })
  const everybody = Object.values(cast)
  const people = everybody.map(({ departmentIds: _, ...person }) => ({ ...person, passwordHash }))
  const memberships = everybody.flatMap(({ id, departmentIds }) =>
    departmentIds.map((departmentId) => ({ personId: id, departmentId })),
  )
  await db.transaction(async (tx) => {
    await oneAtATime(tx)
    if (!(await isEmpty(tx)))
      throw new Error(
        'The demo hotel goes into an empty database only, and this one already holds a hotel. Nothing was changed.',
      )
    await tx.insert(table.settings).values({ value: settings })
    await tx.insert(table.departments).values(departments)
    await tx.insert(table.people).values(people)
    await tx.insert(table.memberships).values(memberships)
    await tx.insert(table.places).values(places)
    await tx.insert(table.catalogueItems).values(catalogue)
  })
}

/** Three days of tickets for The Alder, ending at `now`. The same options give the same tickets. */
export async function seedTickets(db: Database | Transaction, { seed, now }: SeedOptions): Promise<void> {
  await db.transaction(async (tx) => {
    await oneAtATime(tx)
    const [before] = await tx.execute<{ tickets: boolean; version: string }>(sql`
      select exists (select from ${table.tickets}) as tickets, version from ${table.accessVersion}`)
    if (!before) throw new Error('The database has no access version: migrate it first.')
    if (before.tickets)
      throw new Error('The demo tickets go beside no others, and this database has some. Nothing was changed.')
    const drawn = await tx.execute<{ number: string }>(sql`
      select nextval(pg_get_serial_sequence('tickets', 'number')) as number from generate_series(1, ${threads.length})`)
    const numbers = drawn.map(({ number }) => Number(number)).sort((a, b) => a - b)
    await insertTickets(tx, demoTickets({ seed, now, numbers, accessVersion: Number(before.version) }))
  })
}

async function insertTickets(tx: Transaction, { stories, reads }: Demo): Promise<void> {
  const tickets = stories.map(({ ticket: { watcherIds, namedIds, mentionedIds, lastAt, now, ...row } }) => row)
  await tx.insert(table.tickets).overridingSystemValue().values(tickets)
  await tx.insert(table.entries).values(stories.flatMap((story) => story.entries))
  await tx.insert(table.watchers).values(stories.flatMap((story) => story.watchers))
  await tx.insert(table.reads).values(reads.map(({ n: _, ...read }) => read))
  // Ordered by time, so a person's last one stays.
  const positions = new Map(reads.map(({ device: _, ...read }) => [`${read.ticketId} ${read.personId}`, read]))
  await tx.insert(table.readPositions).values([...positions.values()])
}

/** Two seeds at the same moment: the second waits, then finds the first one's hotel. */
const oneAtATime = (tx: Transaction) => tx.execute(sql`select pg_advisory_xact_lock(hashtext('bellboard.seed'))`)
