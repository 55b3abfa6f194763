/** Years of tickets in an empty database, held against the rules that a live change goes through. */

import path from 'node:path'
import { asc, eq, inArray, sql } from 'drizzle-orm'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import * as table from '@/db/schema'
import type { Entry } from '@/lib/chat/schema'
import { documentOf } from '@/lib/history/document'
import { verifyJournal } from '@/lib/journal/verify'
import { storageAt } from '@/lib/photos/storage'
import { countedNaively } from '@/lib/reports/specimen'
import { audienceOf, toTicket } from '@/lib/tickets/dto'
import { FOUND, withLists } from '@/lib/tickets/visible'
import { emptyDatabase } from '@/scripts/stage/empty-database'
import { called } from './called'
import { plansOf } from './plan'
import { seedScale } from './scale'

const scale = { tickets: 300, messages: 1_500, seed: 7, years: 4, until: new Date('2026-06-30T18:00:00Z') }
let hotel: Awaited<ReturnType<typeof emptyDatabase>>
let pool: postgres.Sql
const progress: number[] = []

beforeAll(async () => {
  hotel = await emptyDatabase()
  pool = postgres(hotel.url, { max: 1, onnotice: () => {} })
  const photos = storageAt({ S3: null, BELLBOARD_DATA: path.join(inject('stage').folder, 'scale') })
  await seedScale({ sql: pool, db: hotel.db, photos }, scale, ({ tickets }) => progress.push(tickets))
})
afterAll(async () => {
  await pool?.end()
  await hotel?.close()
})

const everyTicket = async () =>
  (await hotel.db.select(FOUND).from(table.tickets).orderBy(asc(table.tickets.number))).map(withLists)
const everyEntry = () =>
  hotel.db.select().from(table.entries).orderBy(asc(table.entries.ticketId), asc(table.entries.seq))

describe('years of tickets', () => {
  it('are as many as asked for, with as many messages, over the years, and numbered as they were opened', async () => {
    const tickets = await everyTicket()
    expect(tickets.map(({ number }) => number)).toEqual(Array.from({ length: 300 }, (_, index) => 1_001 + index))
    expect(tickets.reduce((sum, { messageCount }) => sum + messageCount, 0)).toBe(1_500)
    const opened = tickets.map(({ openedAt }) => openedAt.getTime())
    expect(opened).toEqual(opened.toSorted((a, b) => a - b))
    expect(new Set(tickets.map(({ openedAt }) => openedAt.getUTCFullYear())).size).toBe(5)
    expect(progress.at(-1)).toBe(300)
  })

  it('are what their journal says, entry by entry', async () => {
    const entries = await everyEntry()
    for (const ticket of await everyTicket()) {
      const own = entries.filter(({ ticketId }) => ticketId === ticket.id)
      expect(own.map(({ seq }) => seq)).toEqual(own.map((_, index) => index + 1))
      expect(own).toHaveLength(ticket.lastSeq)
      const messages = own.filter(({ kind }) => kind === 'message')
      expect(messages).toHaveLength(ticket.messageCount)
      expect(own.at(-1)?.n).toBe(ticket.messageCount)
      expect(own.at(-1)?.delivery.after).toEqual(audienceOf(ticket, ticket))
      // The last snapshot, and since then only what a message changes.
      const { lastSeq, messageCount, lastEntryAt, lastMessage, ...state } = toTicket(ticket, ticket)
      expect(own.findLast(({ delivery }) => delivery.ticket)?.delivery.ticket).toMatchObject(state)
      expect(lastMessage?.at ?? null).toBe(messages.at(-1)?.at.toISOString() ?? null)
      expect(own.at(-1)?.receivedAt.toISOString()).toBe(lastEntryAt)
      for (const [index, entry] of own.entries()) {
        const next = own[index + 1]
        if (next) expect(next.delivery.before).toEqual(entry.delivery.after)
        expect(entry.receivedAt <= scale.until).toBe(true)
        if (next) expect(entry.at <= next.at && entry.receivedAt < next.receivedAt).toBe(true)
      }
    }
  })

  it('are chained by digests, as what is written live', async () => {
    const entries = (await everyEntry()).length
    const noFault = () => expect.unreachable('a fault')
    expect(await verifyJournal(hotel.db, noFault)).toEqual({ tickets: 300, entries, unsealed: 0 })
  })

  it('are read by nobody further than they go, and every photo lies in its message', async () => {
    const [wrong] = await hotel.db.execute<{ count: number }>(sql`
      select count(*)::int as count from ${table.readPositions} join ${table.tickets} on id = ticket_id
      where seq > last_seq or ${table.readPositions.n} > message_count`)
    expect(wrong?.count).toBe(0)
    const photos = await hotel.db.select().from(table.attachments)
    expect(photos.length).toBeGreaterThan(10)
    const carriers = await hotel.db
      .select()
      .from(table.entries)
      .where(
        inArray(
          table.entries.id,
          photos.map(({ entryId }) => entryId ?? ''),
        ),
      )
    for (const photo of photos) {
      const body = carriers.find(({ id }) => id === photo.entryId)?.body as { photos?: { id: string }[] }
      expect(body.photos?.map(({ id }) => id)).toContain(photo.id)
    }
  })

  it('can be searched as if each had been read in by itself', async () => {
    const entries = await everyEntry()
    const texts = new Map((await hotel.db.select().from(table.ticketTexts)).map((text) => [text.ticketId, text]))
    for (const ticket of await everyTicket()) {
      const own = entries.filter(({ ticketId }) => ticketId === ticket.id) as unknown as Entry[]
      expect(texts.get(ticket.id)).toEqual(documentOf(ticket, audienceOf(ticket, ticket), own, called))
    }
  })

  it('are counted as if each had been counted by itself', async () => {
    const entries = await everyEntry()
    const facts = new Map((await hotel.db.select().from(table.ticketFacts)).map((row) => [row.ticketId, row]))
    for (const ticket of await everyTicket()) {
      const own = entries.filter(({ ticketId }) => ticketId === ticket.id)
      expect(facts.get(ticket.id)).toMatchObject(countedNaively(own))
    }
    expect(await hotel.db.select().from(table.factsProgress)).toMatchObject([{ madeBy: '1 Europe/Vienna' }])
  })

  it('are the same for the same seed, and others for another', () => {
    const ids = (seed: number) =>
      [...plansOf({ ...scale, seed, tickets: 50 })].map(({ id, thread }) => [id, thread.steps])
    expect(ids(7)).toEqual(ids(7))
    expect(ids(8)).not.toEqual(ids(7))
  })

  it('go beside no others', async () => {
    const again = seedScale({ sql: pool, db: hotel.db, photos: {} as never }, scale)
    await expect(again).rejects.toThrow('Nothing was changed')
    expect(await hotel.db.$count(table.tickets)).toBe(300)
  })

  it('leave the next number to whoever opens the next ticket', async () => {
    const [row] = await hotel.db.execute<{ next: number }>(
      sql`select nextval(pg_get_serial_sequence('tickets', 'number'))::int as next`,
    )
    expect(row?.next).toBe(1_301)
    expect(await hotel.db.select().from(table.textsProgress).where(eq(table.textsProgress.id, 1))).toHaveLength(1)
  })
})
