import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { db } from '@/db/client'
import { attachments } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { stopHub } from '@/lib/live/hub'
import { makeTicket } from '@/lib/live/rehearsal'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { chunkKey, fullKey } from './keys'
import { sweepLeftovers } from './leftovers'
import { CHUNK_BYTES } from './limits'
import { openPhoto } from './photos'
import { photoOf, sent } from './specimen'
import { storage } from './storage'
import { beginUpload, continueUpload } from './uploads'

let felix: Actor
let ticketId: string
let photo: Buffer
beforeAll(async () => {
  felix = await actorAs('felix')
  ticketId = await makeTicket(felix)
  photo = await photoOf()
})
afterAll(stopHub)

const rowOf = async (id: string) => (await db().select().from(attachments).where(eq(attachments.id, id)))[0]
const age = (id: string, hours: number) =>
  db()
    .update(attachments)
    .set({ createdAt: sql`now() - make_interval(hours => ${hours})` })
    .where(eq(attachments.id, id))

/** An upload that broke off after its first piece. */
async function half(): Promise<string> {
  const id = newId()
  await beginUpload(felix, ticketId, { id, size: photo.length })
  await continueUpload(felix, ticketId, id, 0, photo.subarray(0, CHUNK_BYTES))
  return id
}

it('what never came into a message is cleared away after a day, with its bytes, and not before', async () => {
  const [old, fresh, unsaid] = [await half(), await half(), newId()]
  await sent(felix, ticketId, photo, unsaid)
  const [broken, whole] = [await rowOf(old), await rowOf(unsaid)]
  if (!broken || !whole) throw new Error('not there')
  await age(old, 25)
  await age(unsaid, 25)
  await age(fresh, 23)
  expect(await sweepLeftovers()).toBe(2)
  expect(await Promise.all([old, unsaid, fresh].map(rowOf))).toMatchObject([undefined, undefined, { id: fresh }])
  expect(await Promise.all([chunkKey(broken, 0), fullKey(whole)].map((key) => storage().get(key)))).toEqual([
    null,
    null,
  ])
})

it('what a message carries stays, however old', async () => {
  const id = newId()
  await sent(felix, ticketId, photo, id)
  await sendMessage(felix, ticketId, { id: newId(), body: '', mentions: [], photos: [{ id, phase: null }] })
  await age(id, 24 * 365)
  expect(await sweepLeftovers()).toBe(0)
  const opened = await openPhoto(felix, ticketId, id, 'full')
  expect((await opened.read()).byteLength).toBeGreaterThan(0)
})

it('what is being cleared away can be neither said nor sent on', async () => {
  const id = newId()
  await sent(felix, ticketId, photo, id)
  await db().update(attachments).set({ status: 'abandoned' }).where(eq(attachments.id, id))
  const message = { id: newId(), body: '', mentions: [], photos: [{ id, phase: null }] }
  await expect(sendMessage(felix, ticketId, message)).rejects.toMatchObject({ details: { field: 'body.photos' } })
  await expect(beginUpload(felix, ticketId, { id, size: photo.length })).rejects.toMatchObject({ code: 'unavailable' })
  expect(await sweepLeftovers()).toBe(1)
  // Then it begins anew.
  expect(await sent(felix, ticketId, photo, id)).toMatchObject({ status: 'ready' })
})
