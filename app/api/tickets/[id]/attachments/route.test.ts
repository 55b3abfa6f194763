import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { stopHub } from '@/lib/live/hub'
import { makeTicket, upTo } from '@/lib/live/rehearsal'
import { chunkKey } from '@/lib/photos/keys'
import { CHUNK_BYTES, MOST_WAITING, PHOTO_MAX_BYTES } from '@/lib/photos/limits'
import { digestOf, photoOf, sent } from '@/lib/photos/specimen'
import { storage } from '@/lib/photos/storage'
import { newId } from '@/lib/schema'
import { actorAs, ask, ORIGIN } from '@/scripts/stage/stage'
import { GET, POST } from './route'

let felix: Actor
let hana: Actor
let marco: Actor
let ticketId: string
let photo: Buffer
beforeAll(async () => {
  ;[felix, hana, marco] = await Promise.all([actorAs('felix'), actorAs('hana'), actorAs('marco')])
  ticketId = await makeTicket(felix)
  photo = await photoOf()
})
afterAll(stopHub)

const begin = (as: Actor | undefined, over: object = {}, question: object = {}) =>
  ask(POST, {
    ...(as && { as }),
    method: 'POST',
    params: { id: ticketId },
    body: { id: newId(), size: photo.length, ...over },
    ...question,
  })

describe('POST /api/tickets/:id/attachments', () => {
  it('signed out → 401, from another site → 403', async () => {
    expect(await begin(undefined)).toMatchObject({ status: 401 })
    expect(await begin(felix, {}, { headers: { origin: `${ORIGIN}.evil.test` } })).toMatchObject({ status: 403 })
  })

  it.each<[string, object, string]>([
    ['no size', { size: undefined }, 'body.size'],
    ['nothing at all', { size: 0 }, 'body.size'],
    ['half a byte', { size: 1.5 }, 'body.size'],
    ['an id of another kind', { id: '3f2b8f0e-5d0c-4c39-9d0e-3a8b1c2d4e5f' }, 'body.id'],
    ['a digest that is none', { digest: 'abc' }, 'body.digest'],
    ['an unknown field', { name: '../../etc/passwd' }, 'body.name'],
  ])('%s → 400 naming the field', async (_, over, field) => {
    expect(await begin(felix, over)).toMatchObject({ status: 400, body: { error: { code: 'invalid', field } } })
  })

  it('more than 10 MB → 413', async () => {
    expect(await begin(felix, { size: PHOTO_MAX_BYTES + 1 })).toMatchObject({
      status: 413,
      body: { error: { message: 'photo_too_large', field: 'body.size' } },
    })
    expect(await begin(felix, { size: PHOTO_MAX_BYTES })).toMatchObject({ status: 201 })
  })

  it('a ticket of others, none at all, or no id → the same 404', async () => {
    const answers = [
      await begin(marco),
      await begin(marco, {}, { params: { id: newId() } }),
      await begin(marco, {}, { params: { id: '412' } }),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: answers[0]?.body })
  })

  it('again → where it stands; the same id for another photo, or by somebody else → 409', async () => {
    const begun = { id: newId(), digest: digestOf(photo) }
    const first = await begin(felix, begun)
    expect(first).toMatchObject({ status: 201, body: { id: begun.id, status: 'uploading', offset: 0 } })
    expect(await begin(felix, begun)).toMatchObject({ status: 201, body: first.body })
    const reused = { status: 409, body: { error: { message: 'id_reused' } } }
    expect(await begin(felix, { ...begun, size: 5 })).toMatchObject(reused)
    expect(await begin(felix, { ...begun, digest: digestOf(Buffer.from('other')) })).toMatchObject(reused)
    expect(await begin(hana, begun)).toMatchObject(reused)
    const elsewhere = await makeTicket(felix)
    expect(await begin(felix, begun, { params: { id: elsewhere } })).toMatchObject(reused)
  })

  it('what a crash kept of a photo’s pieces, as they were taken, is gone once its sender has asked where it stands', async () => {
    const id = newId()
    await sent(felix, ticketId, photo, id)
    const piece = chunkKey({ storageKey: `${ticketId}/${id}`, size: photo.length }, 0)
    await storage().put(piece, photo.subarray(0, CHUNK_BYTES))
    expect(await begin(felix, { id, digest: digestOf(photo) })).toMatchObject({ body: { status: 'ready' } })
    expect(await storage().get(piece)).toBeNull()
  })
})

describe('POST /api/tickets/:id/attachments without end', () => {
  it('more begun than any device has on its way → 429, not for others, nor for one that had begun', async () => {
    const rosa = await actorAs('rosa')
    const ids = upTo(1, MOST_WAITING).map(() => newId())
    for (const id of ids) expect(await begin(rosa, { id })).toMatchObject({ status: 201 })
    expect(await begin(rosa)).toMatchObject({ status: 429, body: { error: { message: 'slow_down' } } })
    expect(await begin(rosa, { id: ids[0] })).toMatchObject({ status: 201 })
    expect(await begin(hana)).toMatchObject({ status: 201 })
  })
})

describe('GET /api/tickets/:id/attachments', () => {
  const list = (as?: Actor, id = ticketId) => ask(GET, { ...(as && { as }), params: { id } })

  it('signed out → 401, with a query → 400, unseen → 404', async () => {
    expect(await list()).toMatchObject({ status: 401 })
    expect(await ask(GET, { as: felix, params: { id: ticketId }, query: { all: 1 } })).toMatchObject({ status: 400 })
    expect(await list(marco)).toMatchObject({ status: 404 })
  })

  it('right → what messages carry, and nothing that was only uploaded', async () => {
    const [carried, unsaid, id] = [newId(), newId(), await makeTicket(felix)]
    await sent(felix, id, photo, carried)
    await sent(felix, id, photo, unsaid)
    await sendMessage(felix, id, { id: newId(), body: '', mentions: [], photos: [{ id: carried, phase: 'before' }] })
    const { status, body } = await list(hana, id)
    expect(status).toBe(200)
    expect(body.items).toEqual([
      {
        id: carried,
        personId: felix.personId,
        phase: 'before',
        width: 700,
        height: 700,
        createdAt: expect.stringMatching(/Z$/),
      },
    ])
  })
})
