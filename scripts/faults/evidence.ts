/** What every store and every screen has to say, side by side. PostgreSQL and Redis are asked directly, past the app. */
import { sql } from 'drizzle-orm'
import { db } from '@/db/client'
import type { ThreadPage } from '@/lib/chat/schema'
import type { Fault } from '@/lib/journal/chain'
import { verifyJournal } from '@/lib/journal/verify'
import { busKey, chatKey, PARTITIONS } from '@/lib/live/keys'
import type { Ticket } from '@/lib/tickets/schema'
import { digestOf, digestOfBody, stateOf } from './book'
import type { Device } from './device'
import { MANAGERS } from './guests'
import type { House } from './house'
import { type Redis, withRedis } from './redis'
import type { Board, Evidence, Row, Said } from './testimony'

type Stored = Omit<Row, 'digest' | 'state'> & { text: string | null; ticket: Ticket | null }

export async function gather({ guests, book, hotel }: House): Promise<Evidence> {
  const ticketIds = guests.rooms.map(({ ticketId }) => ticketId)
  const journal = await readJournal()
  const damaged: Fault[] = []
  await verifyJournal(db(), (fault) => damaged.push(fault))
  return withRedis(hotel.redis.url, async (redis) => {
    const tails = await Promise.all(ticketIds.map((ticketId) => readStream(redis, chatKey(ticketId))))
    const buses = await Promise.all(PARTITIONS.map((partition) => readStream(redis, busKey(partition))))
    return {
      lines: book.lines.values(),
      journal,
      damaged,
      copies: [
        ...tails.map((tail, index) => ({
          name: 'redis',
          ticketId: ticketIds[index] ?? '',
          entries: tail.map(({ id, message }) => ({
            seq: Number.parseInt(id, 10),
            id: message.id ?? '',
            digest: digestOfBody(JSON.parse(message.body ?? '{}')),
          })),
          isWhole: false,
        })),
        ...(await Promise.all(
          guests.rooms.map(async ({ ticketId, within }, index) => {
            // By turns, because nobody may read so much in a minute; the managers come first.
            const readers = within.filter(({ isSignedOut }) => !isSignedOut)
            const reader = readers[index % Math.min(readers.length, MANAGERS)]
            const entries = reader ? await readWhole(reader, ticketId) : []
            return { name: 'fresh load', ticketId, entries, isWhole: true }
          }),
        )),
      ],
      bus: buses.flat().flatMap(({ message }) => placeOf(message.record ?? Object.values(message)[0])),
      screens: guests.devices.map((device) => device.testimony()),
      boards: await readBoards(guests.devices),
    }
  })
}

async function readStream(redis: Redis, key: string) {
  const read = await redis.xRange(key, '-', '+')
  return (read ?? []).flatMap((one) => one ?? [])
}

/** Of all tickets: somebody may have been shown one that is none of ours. */
async function readJournal(): Promise<Row[]> {
  const rows = await db().execute<Record<string, unknown> & Stored>(sql`
    select ticket_id as "ticketId", seq, id, kind, author_id as "authorId", body ->> 'text' as text,
      nullif(delivery -> 'ticket', 'null') as ticket, delivery -> 'after' as after, (delivery ->> 'accessVersion')::int as "accessVersion",
      floor(extract(epoch from received_at) * 1000)::float8 as at
    from entries order by ticket_id, seq`)
  return rows.map(({ text, ticket, ...row }) => ({
    ...row,
    digest: text === null ? '' : digestOf(text),
    state: ticket && stateOf(ticket),
  }))
}

/** Of all who keep one, beside what its reader is shown on loading the page. */
function readBoards(devices: Device[]): Promise<Board[]> {
  return Promise.all(
    devices.flatMap(({ board, isSignedOut }) => (board && !isSignedOut ? [board] : [])).map((board) => board.compare()),
  )
}

function placeOf(record: string | undefined): string[] {
  const told = JSON.parse(record ?? '{}')
  return told.type === 'entry' ? [`${told.entry.ticketId}:${told.entry.seq}`] : []
}

/** All entries of a thread as somebody who just came in reads them. */
async function readWhole(device: Device, ticketId: string): Promise<Said[]> {
  const all: Said[] = []
  for (;;) {
    const path = `/api/tickets/${ticketId}/messages?after=${all.length}&limit=200`
    const { status, body } = await device.ask<ThreadPage>('GET', path)
    if (status !== 200 || !body) throw new Error(`${device.who} cannot read ${ticketId}: ${status}`)
    all.push(...body.items.map(({ seq, id, body }) => ({ seq, id, digest: digestOfBody(body) })))
    if (body.items.length === 0 || all.length >= body.lastSeq) return all
  }
}
