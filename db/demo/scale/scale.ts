/** Fills The Alder with years of tickets, as many as a large hotel's: played by the very rules that a live change goes through,
 *  and written in one transaction. */
import 'server-only'
import { sql as drizzleSql } from 'drizzle-orm'
import type postgres from 'postgres'
import type { Database } from '@/db/client'
import * as table from '@/db/schema'
import { isEmpty, seedHotel } from '@/db/seed'
import { documentOf } from '@/lib/history/document'
import { keyOf } from '@/lib/photos/keys'
import type { Storage } from '@/lib/photos/storage'
import { countedOf } from '@/lib/reports/facts'
import { madeBy } from '@/lib/reports/rules'
import { audienceOf, type TicketRow } from '@/lib/tickets/dto'
import { draw } from '../draw'
import { settings } from '../hotel'
import { play, type Story } from '../play'
import { readsOf } from '../readers'
import { HEIGHT, type Scene, WIDTH } from '../scenes'
import { called } from './called'
import { copyRows } from './copy'
import { plansOf, type Scale } from './plan'

export interface Filled {
  tickets: number
  entries: number
  messages: number
}

const BATCH = 1_000

/** Told how many tickets there are after each batch. Throws when the database has tickets, and then changes nothing. */
export async function seedScale(
  { sql, db, photos }: { sql: postgres.Sql; db: Database; photos: Storage },
  scale: Scale,
  onProgress: (filled: Filled) => void = () => {},
): Promise<Filled> {
  const [before] = await db.execute<{ tickets: boolean }>(
    drizzleSql`select exists (select from ${table.tickets}) as tickets`,
  )
  if (before?.tickets)
    throw new Error('So many tickets go beside no others, and this database has some. Nothing was changed.')
  if (await isEmpty(db)) await seedHotel(db)
  const drawn = await drawPhotos(photos)
  const filled: Filled = { tickets: 0, entries: 0, messages: 0 }
  await sql.begin(async (tx) => {
    await prepare(tx)
    const [row] = await tx`select version from access_version`
    const accessVersion = Number(row?.version)
    for (const stories of batchesOf(scale, accessVersion)) {
      await insert(tx, stories, drawn)
      filled.tickets += stories.length
      for (const { ticket } of stories) {
        filled.entries += ticket.lastSeq
        filled.messages += ticket.messageCount
      }
      onProgress({ ...filled })
    }
    await finish(tx)
  })
  await sql`analyze`
  return filled
}

function* batchesOf(scale: Scale, accessVersion: number): Generator<Story[]> {
  const house = { now: scale.until, zone: settings.timeZone, accessVersion, ticketId: () => '' }
  let batch: Story[] = []
  let number = 1_000
  for (const plan of plansOf(scale)) {
    batch.push(play(plan, ++number, house))
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Indexes that are made at the end cost a fraction of those that grow with every row. */
async function prepare(tx: postgres.TransactionSql): Promise<void> {
  await tx`lock table tickets, entries in exclusive mode`
  await tx`set local statement_timeout = 0`
  await tx`set local maintenance_work_mem = '256MB'`
  await tx`drop index ticket_texts_found`
}

async function finish(tx: postgres.TransactionSql): Promise<void> {
  await tx.unsafe(TEXTS_INDEX)
  await tx`select setval(pg_get_serial_sequence('tickets', 'number'), (select max(number) from tickets))`
  await tx`update texts_progress set until = clock_timestamp()`
  await tx`update facts_progress set until = clock_timestamp(), making = ${MAKING}, made_by = ${madeBy(settings.timeZone)}`
}

const MAKING = 1

/** As its migration makes it. */
const TEXTS_INDEX = 'create index ticket_texts_found on ticket_texts using gin (text gin_trgm_ops, marks)'

async function insert(tx: postgres.TransactionSql, stories: Story[], drawn: Drawn): Promise<void> {
  await copyRows(
    tx,
    table.tickets,
    stories.map(({ ticket: { lastAt, now, ...row } }) => row),
  )
  await copyRows(
    tx,
    table.entries,
    stories.flatMap(({ entries }) => entries),
  )
  await copyRows(
    tx,
    table.watchers,
    stories.flatMap(({ watchers }) => watchers),
  )
  await copyRows(
    tx,
    table.attachments,
    stories.flatMap(({ photos }) => photos.map(({ scene, ...photo }) => ({ ...photo, ...drawn[scene] }))),
  )
  // Of everybody's glances the last: it is where they have come to.
  const last = stories.flatMap((story) => [...new Map(readsOf(story).map((read) => [read.personId, read])).values()])
  await copyRows(
    tx,
    table.reads,
    last.map(({ n: _, ...read }) => read),
  )
  await copyRows(
    tx,
    table.readPositions,
    last.map(({ device: _, ...read }) => read),
  )
  await copyRows(
    tx,
    table.ticketTexts,
    stories.map(({ ticket, entries }) =>
      documentOf(ticket as TicketRow, audienceOf(ticket, ticket), entries as Parameters<typeof documentOf>[2], called),
    ),
  )
  await copyRows(
    tx,
    table.ticketFacts,
    stories.map(({ ticket, entries }) => countedOf(ticket, entries, settings.timeZone, MAKING)),
  )
}

type Drawn = Record<Scene, object>

/** One picture for all photos of a scene. */
async function drawPhotos(to: Storage): Promise<Drawn> {
  const scenes: Scene[] = ['wet ceiling', 'dry ceiling', 'stuck valve', 'bathroom glass']
  const rows = [...(await draw(scenes))].map(async ([scene, { full, thumb, digest }]) => {
    const size = { size: full.length, received: full.length }
    const row = {
      ...size,
      status: 'ready',
      width: WIDTH,
      height: HEIGHT,
      digest,
      storageKey: `scenes/${scene.replace(' ', '-')}`,
    }
    await Promise.all([to.put(keyOf(row, 'full'), full), to.put(keyOf(row, 'thumb'), thumb)])
    return [scene, row] as const
  })
  return Object.fromEntries(await Promise.all(rows)) as Drawn
}
