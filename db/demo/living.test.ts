import { sql } from 'drizzle-orm'
import sharp from 'sharp'
import { beforeAll, expect, test } from 'vitest'
import { db } from '@/db/client'
import { seedTickets } from '@/db/seed'
import { sendMessage } from '@/lib/chat/messages'
import { readThread } from '@/lib/chat/thread'
import { openPhoto } from '@/lib/photos/photos'
import { newId } from '@/lib/schema'
import { acceptTicket } from '@/lib/tickets/assignment'
import { runClock } from '@/lib/tickets/clock'
import { visibleTo } from '@/lib/tickets/visible'
import { actorAs } from '@/scripts/stage/stage'
import { tickets } from '../schema'

beforeAll(() => seedTickets(db(), { seed: 1, now: new Date() }))

const found = async (condition: ReturnType<typeof sql>) => {
  const [row] = await db().select().from(tickets).where(condition)
  if (!row) throw new Error('no such ticket')
  return row
}

test('a demo ticket goes on like any other: its thread is whole, and the next change takes the next place', async () => {
  const [marco, felix] = await Promise.all([actorAs('marco'), actorAs('felix')])
  const before = await found(sql`status = 'new' and opener_id = ${felix.personId} and priority = 'normal'`)
  const { ticket, seq } = await acceptTicket(marco, before.id, { id: newId(), basedOn: before.version })
  expect(seq).toBe(before.lastSeq + 1)
  expect(ticket).toMatchObject({ status: 'accepted', version: before.version + 1, assigneeId: marco.personId })
  await sendMessage(felix, before.id, { id: newId(), body: 'Danke, Marco.', mentions: [] })
  const { items } = await readThread(marco, before.id, { limit: 50, wait: 0 })
  expect(items.map((entry) => entry.seq)).toEqual(items.map((_, index) => index + 1))
  expect(items.at(-1)).toMatchObject({ seq: before.lastSeq + 2, n: before.messageCount + 1 })
})

test('what its people have photographed is seen by whoever sees the ticket, before beside after, and by nobody else', async () => {
  const [hana, chloe] = await Promise.all([actorAs('hana'), actorAs('chloe')])
  const { id } = await found(sql`summary = '' and exists (
    select from entries where ticket_id = tickets.id and body->'photos'->0->>'phase' = 'before')`)
  const { items } = await readThread(hana, id, { limit: 50, wait: 0 })
  const photos = items.flatMap((entry) => (entry.kind === 'message' ? (entry.body.photos ?? []) : []))
  expect(photos.map(({ phase }) => phase)).toEqual([null, 'before', 'after'])
  expect(photos[0]?.id).toBe(photos[1]?.id)
  for (const photo of photos)
    for (const size of ['full', 'thumb'] as const) {
      const metadata = await sharp(await (await openPhoto(hana, id, photo.id, size)).read()).metadata()
      expect(metadata).toMatchObject({ format: 'jpeg', width: size === 'full' ? photo.width : 640 })
    }
  await expect(openPhoto(chloe, id, photos[0]?.id ?? '', 'full')).rejects.toMatchObject({ code: 'not_found' })
})

test('nothing in it is overdue for the hotel’s clock', async () => {
  expect(await runClock()).toBe(0)
})

test('restricted ones are for the few', async () => {
  const counted = async (who: 'nora' | 'felix' | 'hana' | 'helen') =>
    db().$count(tickets, sql`restricted and ${visibleTo(await actorAs(who))}`)
  const [nora, felix, hana, helen] = await Promise.all([
    counted('nora'),
    counted('felix'),
    counted('hana'),
    counted('helen'),
  ])
  expect(nora).toBeGreaterThanOrEqual(3)
  expect(helen).toBeGreaterThanOrEqual(3)
  expect([felix, hana]).toEqual([0, 0])
})
