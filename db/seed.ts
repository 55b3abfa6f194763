/** Fills an empty database with the demo hotel, The Alder. Each function is one transaction: all of it or nothing, and
 *  never over what is already there. Run with `node --conditions=react-server --import tsx`. */
import 'server-only'
import { hash } from '@node-rs/argon2'
import { sql } from 'drizzle-orm'
import { keyOf } from '@/lib/photos/keys'
import { type Storage, storage } from '@/lib/photos/storage'
import { cast, PASSWORD, PIN } from './cast'
import type { Database, Transaction } from './client'
import { catalogue } from './demo/catalogue'
import { type Drawn, draw } from './demo/draw'
import { flagsAt } from './demo/flags'
import { departments, places, settings } from './demo/hotel'
import { linksAmong } from './demo/links'
import { replies } from './demo/replies'
import { HEIGHT, WIDTH } from './demo/scenes'
import { type Demo, demoTickets, threads } from './demo/tickets'
import * as table from './schema'

/** What chance the demo's seconds are drawn with, and the moment its three days end. */
interface SeedOptions {
  seed: number
  now: Date
  /** Where its photos go; by default where the app's go. */
  photos?: Storage
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
  const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
  const [passwordHash, pinHash] = await Promise.all([hash(PASSWORD, cost), hash(PIN, cost)])
  const everybody = Object.values(cast)
  const people = everybody.map(({ departmentIds: _, ...person }) => ({ ...person, passwordHash, pinHash }))
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
    await tx.insert(table.quickReplies).values(replies)
  })
}

/** Three days of tickets for The Alder, ending at `now`. The same options give the same tickets. */
export async function seedTickets(db: Database | Transaction, options: SeedOptions): Promise<void> {
  const { seed, now, photos = storage() } = options
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
    const demo = demoTickets({ seed, now, numbers, accessVersion: Number(before.version) })
    await insertTickets(tx, demo)
    await insertPhotos(tx, demo, photos)
    await tx.insert(table.placeFlags).values(flagsAt(now))
  })
}

async function insertTickets(tx: Transaction, { stories, reads }: Demo): Promise<void> {
  const tickets = stories.map(({ ticket: { watcherIds, namedIds, mentionedIds, lastAt, now, ...row } }) => row)
  await tx.insert(table.tickets).overridingSystemValue().values(tickets)
  await tx.insert(table.entries).values(stories.flatMap((story) => story.entries))
  await tx.insert(table.ticketLinks).values(linksAmong(stories))
  await tx.insert(table.watchers).values(stories.flatMap((story) => story.watchers))
  await tx.insert(table.reads).values(reads.map(({ n: _, ...read }) => read))
  // Ordered by time, so a person's last one stays.
  const positions = new Map(reads.map(({ device: _, ...read }) => [`${read.ticketId} ${read.personId}`, read]))
  await tx.insert(table.readPositions).values([...positions.values()])
}

/** Their bytes first, as of any photo. */
async function insertPhotos(tx: Transaction, { stories }: Demo, to: Storage): Promise<void> {
  const taken = stories.flatMap((story) => story.photos)
  const drawn = await draw(taken.map(({ scene }) => scene))
  const rows = taken.map(({ scene, ...photo }) => {
    const { full, thumb, digest } = drawn.get(scene) as Drawn
    const whole = { size: full.length, received: full.length, status: 'ready' as const, width: WIDTH, height: HEIGHT }
    return { row: { ...photo, ...whole, digest, storageKey: `${photo.ticketId}/${photo.id}` }, full, thumb }
  })
  await Promise.all(
    rows.flatMap(({ row, full, thumb }) => [to.put(keyOf(row, 'full'), full), to.put(keyOf(row, 'thumb'), thumb)]),
  )
  await tx.insert(table.attachments).values(rows.map(({ row }) => row))
}

/** Two seeds at the same moment: the second waits, also while the first draws its photos, then finds the first one's hotel. */
async function oneAtATime(tx: Transaction): Promise<void> {
  await tx.execute(sql`set local lock_timeout = '60s'`)
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('bellboard.seed'))`)
}
