/** What every store and every screen has to say, side by side. PostgreSQL and Redis are asked directly, past the app. */
import { sql } from 'drizzle-orm'
import { createClient } from 'redis'
import { db } from '@/db/client'
import type { Entry } from '@/lib/chat/schema'
import { busKey, chatKey, PARTITIONS } from '@/lib/live/keys'
import { digestOf } from './book'
import type { Device } from './device'
import type { House } from './house'
import type { Evidence, Row } from './judge'

type Stored = Omit<Row, 'digest'> & { text: string | null }

export async function gather({ guests, book, hotel }: House): Promise<Evidence> {
  const ticketIds = guests.rooms.map(({ ticketId }) => ticketId)
  const journal = await readJournal()
  const redis = await connect(hotel.redis.url)
  try {
    const tails = await Promise.all(ticketIds.map((ticketId) => readStream(redis, chatKey(ticketId))))
    const buses = await Promise.all(PARTITIONS.map((partition) => readStream(redis, busKey(partition))))
    return {
      lines: book.lines.values(),
      journal,
      copies: [
        ...tails.map((tail, index) => ({
          name: 'redis',
          ticketId: ticketIds[index] ?? '',
          entries: tail.map(({ id, message }) => ({ seq: Number.parseInt(id, 10), id: message.id ?? '' })),
          isWhole: false,
        })),
        ...(await Promise.all(
          guests.rooms.map(async ({ ticketId, within }) => {
            const reader = within.find(({ isSignedOut }) => !isSignedOut)
            const entries = reader ? await readWhole(reader, ticketId) : []
            return { name: 'fresh load', ticketId, entries, isWhole: true }
          }),
        )),
      ],
      bus: buses.flat().flatMap(({ message }) => placeOf(message.record ?? Object.values(message)[0])),
      screens: guests.devices.map((device) => device.testimony()),
    }
  } finally {
    redis.destroy()
  }
}

const connect = (url: string) => createClient({ url, name: 'faults' }).connect()

async function readStream(redis: Awaited<ReturnType<typeof connect>>, key: string) {
  const read = await redis.xRange(key, '-', '+')
  return (read ?? []).flatMap((one) => one ?? [])
}

/** Of all tickets: somebody may have been shown one that is none of ours. */
async function readJournal(): Promise<Row[]> {
  const rows = await db().execute<Record<string, unknown> & Stored>(sql`
    select ticket_id as "ticketId", seq, id, kind, author_id as "authorId", body ->> 'text' as text,
      delivery #>> '{ticket,status}' as status, delivery -> 'after' as after, (delivery ->> 'accessVersion')::int as "accessVersion"
    from entries order by ticket_id, seq`)
  return rows.map(({ text, ...row }) => ({ ...row, digest: text === null ? '' : digestOf(text) }))
}

function placeOf(record: string | undefined): string[] {
  const told = JSON.parse(record ?? '{}')
  return told.type === 'entry' ? [`${told.entry.ticketId}:${told.entry.seq}`] : []
}

/** All entries of a thread as somebody who just came in reads them. */
async function readWhole(device: Device, ticketId: string): Promise<Entry[]> {
  const all: Entry[] = []
  for (;;) {
    const { status, body } = await device.ask('GET', `/api/tickets/${ticketId}/messages?after=${all.length}&limit=200`)
    if (status !== 200) throw new Error(`${device.who} cannot read ${ticketId}: ${status}`)
    all.push(...body.items)
    if (body.items.length === 0 || all.length >= body.lastSeq) return all
  }
}
