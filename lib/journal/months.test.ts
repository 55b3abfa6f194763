/** A month written out, read back and dropped, in a hotel of four years. */
import path from 'node:path'
import { asc, eq, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { cast } from '@/db/cast'
import { seedScale } from '@/db/demo/scale/scale'
import * as table from '@/db/schema'
import { storageAt } from '@/lib/photos/storage'
import { newId } from '@/lib/schema'
import { emptyDatabase } from '@/scripts/stage/empty-database'
import { dropMonth, readExport } from './dropping'
import { exportMonth, noteExport, spanOf } from './months'
import { verifyJournal } from './verify'

const scale = { tickets: 200, messages: 800, seed: 7, years: 0.5, until: new Date('2026-06-30T18:00:00Z') }
const [may, april] = [spanOf('2026-05'), spanOf('2026-04')]
let hotel: Awaited<ReturnType<typeof emptyDatabase>>

beforeAll(async () => {
  hotel = await emptyDatabase()
  const pool = postgres(hotel.url, { max: 1, onnotice: () => {} })
  const photos = storageAt({ S3: null, BELLBOARD_DATA: path.join(inject('stage').folder, 'months') })
  await seedScale({ sql: pool, db: hotel.db, photos }, scale)
  await pool.end()
})
afterAll(() => hotel?.close())

const noFault = () => expect.unreachable('a fault')
const isOf = (span: typeof may) =>
  sql`received_at >= ${span.from.toISOString()} and received_at < ${span.to.toISOString()}`
const countOf = (span: typeof may) => hotel.db.$count(table.entries, isOf(span))

async function written(span: typeof may, onFault: (fault: { seq: number }) => void = noFault) {
  const lines: string[] = []
  const trailer = await exportMonth(hotel.db, span, async (line) => void lines.push(line), onFault)
  return { lines, trailer }
}
async function* stream(lines: string[]) {
  yield* lines
}
const readBack = (span: typeof may, lines: string[]) => readExport(hotel.db, span, stream(lines))

it('has every entry of the month, and nothing else', async () => {
  const { lines, trailer } = await written(may)
  const count = await countOf(may)
  expect(count).toBeGreaterThan(50)
  expect(trailer).toMatchObject({ month: '2026-05', entries: count })
  expect(lines).toHaveLength(count + 1)
  const ids = lines.slice(0, -1).map((line) => JSON.parse(line).id)
  const rows = await hotel.db
    .select({ id: table.entries.id })
    .from(table.entries)
    .where(isOf(may))
    .orderBy(asc(table.entries.ticketId), asc(table.entries.seq))
  expect(ids).toEqual(rows.map(({ id }) => id))
})

it('is not written out before it is over, nor noted when anything is damaged', async () => {
  const now = new Date()
  const thisMonth = spanOf(now.toISOString().slice(0, 7))
  await expect(written(thisMonth)).rejects.toThrow('is not over')
  for (const wrong of ['2026-13', '2026-5', '']) expect(() => spanOf(wrong)).toThrow('2025-03')
  const [row] = await hotel.db.select().from(table.entries).where(isOf(may)).limit(1)
  if (!row) throw new Error('an empty month')
  const change = (fingerprint: string) =>
    hotel.db.update(table.entries).set({ fingerprint }).where(eq(table.entries.id, row.id))
  await change('another')
  const faults: object[] = []
  expect((await written(may, (fault) => faults.push(fault))).trailer).toBeNull()
  expect(faults).toEqual([{ ticketId: row.ticketId, seq: row.seq, damage: 'changed' }])
  await change(row.fingerprint)
})

it('is dropped only by the file that it was written to', async () => {
  const { lines, trailer } = await written(may)
  await expect(readBack(may, lines)).rejects.toThrow('has not been exported')
  if (!trailer) throw new Error('damaged')
  await noteExport(hotel.db, trailer)
  expect((await readBack(may, lines)).size).toBeGreaterThan(10)
  await expect(readBack(may, lines.slice(1))).rejects.toThrow('not what 2026-05 was exported as')
  await expect(readBack(may, lines.slice(0, -1))).rejects.toThrow('not what')
  await expect(readBack(may, [...lines, lines[0] ?? ''])).rejects.toThrow('follows the last line')
  const flipped = lines.map((line, at) => (at === 3 ? line.replace('"kind":"', '"kind":"x') : line))
  await expect(readBack(may, flipped)).rejects.toThrow('damaged')
})

it('goes, ticket by ticket, and what remains is whole; a dry run changes nothing', async () => {
  await hotel.db.update(table.attachments).set({ entryId: null })
  const [held, open] = await hotel.db
    .selectDistinct({ id: table.entries.ticketId })
    .from(table.entries)
    .where(isOf(april))
    .limit(2)
  if (!held || !open) throw new Error('an empty month')
  await hotel.db.insert(table.legalHolds).values({ id: newId(), ticketId: held.id, setById: cast.nora.id })
  await hotel.db.execute(sql`update tickets set status = 'done' where id = ${open.id}`)
  const { lines, trailer } = await written(april)
  if (!trailer) throw new Error('damaged')
  await noteExport(hotel.db, trailer)
  const contents = await readBack(april, lines)
  const before = await countOf(april)
  const dry = await dropMonth(hotel.db, april, contents, { isMeant: false })
  expect(await countOf(april)).toBe(before)
  const dropped = await dropMonth(hotel.db, april, contents, { isMeant: true })
  expect(dropped).toEqual(dry)
  expect(dropped.kept).toMatchObject({ held: 1, open: 1, differs: 0 })
  expect(dropped.entries).toBeGreaterThan(20)
  expect(await countOf(april)).toBe(before - dropped.entries)
  expect(await hotel.db.$count(table.entries, eq(table.entries.ticketId, held.id))).toBeGreaterThan(0)
  const { entries } = await verifyJournal(hotel.db, noFault)
  expect(entries).toBe(await hotel.db.$count(table.entries))
  // A row that is missing after that is still found.
  const [start] = await hotel.db
    .select()
    .from(table.journalStarts)
    .innerJoin(table.entries, eq(table.entries.ticketId, table.journalStarts.ticketId))
    .orderBy(asc(table.entries.seq))
    .limit(1)
  if (!start) throw new Error('no ticket goes on after April')
  await hotel.db.delete(table.entries).where(eq(table.entries.id, start.entries.id))
  const faults: object[] = []
  await verifyJournal(hotel.db, ({ seq, damage }) => faults.push({ seq, damage }))
  expect(faults).toEqual([{ seq: start.journal_starts.seq, damage: 'missing' }])
})
