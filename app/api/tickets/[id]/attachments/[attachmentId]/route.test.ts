import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { sendMessage } from '@/lib/chat/messages'
import { stopHub } from '@/lib/live/hub'
import { makeTicket } from '@/lib/live/rehearsal'
import { CHUNK_BYTES } from '@/lib/photos/limits'
import { digestOf, photoOf, sent } from '@/lib/photos/specimen'
import { beginUpload } from '@/lib/photos/uploads'
import { newId } from '@/lib/schema'
import { restrictTicket } from '@/lib/tickets/watchers'
import { actorOn, cookiesOf, enrolled } from '@/scripts/stage/device'
import { actorAs, ask, ORIGIN } from '@/scripts/stage/stage'
import { GET, PATCH } from './route'

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

const pieceAt = (offset: number, of = photo) => new Uint8Array(of.subarray(offset, offset + CHUNK_BYTES))
const begun = async (of = photo, digest = digestOf(of)) => {
  const id = newId()
  await beginUpload(felix, ticketId, { id, size: of.length, digest })
  return id
}
const send = (as: Actor | undefined, attachmentId: string, offset: number | string, over: object = {}) =>
  ask(PATCH, {
    ...(as && { as }),
    method: 'PATCH',
    params: { id: ticketId, attachmentId },
    query: { offset },
    rawBody: pieceAt(Number(offset) || 0),
    headers: { 'content-type': 'application/octet-stream' },
    ...over,
  })
const sendAll = async (id: string, of = photo) => {
  for (let offset = 0; ; offset += CHUNK_BYTES) {
    const answer = await send(felix, id, offset, { rawBody: pieceAt(offset, of) })
    if (offset + CHUNK_BYTES >= of.length) return answer
  }
}

describe('PATCH /api/tickets/:id/attachments/:attachmentId', () => {
  it('signed out → 401, from another site → 403, as JSON → 415, a piece too long → 413', async () => {
    const id = await begun()
    expect(await send(undefined, id, 0)).toMatchObject({ status: 401 })
    const foreign = { 'content-type': 'application/octet-stream', origin: `${ORIGIN}.evil.test` }
    expect(await send(felix, id, 0, { headers: foreign })).toMatchObject({ status: 403 })
    expect(await send(felix, id, 0, { headers: {} })).toMatchObject({ status: 415 })
    const long = new Uint8Array(CHUNK_BYTES + 1)
    expect(await send(felix, id, 0, { rawBody: long })).toMatchObject({ status: 413 })
  })

  it('from nowhere, from before the beginning, or too short → 400 naming the field', async () => {
    const id = await begun()
    expect(await send(felix, id, 'x')).toMatchObject({ status: 400, body: { error: { field: 'query.offset' } } })
    expect(await send(felix, id, -1)).toMatchObject({ status: 400, body: { error: { field: 'query.offset' } } })
    const short = { rawBody: pieceAt(0).slice(0, 9) }
    expect(await send(felix, id, 0, short)).toMatchObject({ status: 400, body: { error: { field: 'body' } } })
  })

  it('of a ticket of others, of somebody else, or never begun → the same 404', async () => {
    const id = await begun()
    const answers = [await send(marco, id, 0), await send(hana, id, 0), await send(felix, newId(), 0)]
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: answers[0]?.body })
  })

  it('piece by piece → how far it is, the last one makes the photo; each may come twice', async () => {
    expect(photo.length).toBeGreaterThan(CHUNK_BYTES)
    const id = await begun()
    const first = await send(felix, id, 0)
    expect(first).toMatchObject({ status: 200, body: { status: 'uploading', offset: CHUNK_BYTES } })
    expect(await send(felix, id, 0)).toMatchObject({ status: 200, body: first.body })
    const done = await send(felix, id, CHUNK_BYTES)
    expect(done).toMatchObject({ status: 200, body: { status: 'ready', offset: photo.length } })
    expect(await send(felix, id, CHUNK_BYTES)).toMatchObject({ status: 200, body: done.body })
  })

  it('ahead of what is here → 409, which tells from where to go on', async () => {
    const id = await begun()
    expect(await send(felix, id, CHUNK_BYTES)).toMatchObject({
      status: 409,
      body: { error: { message: 'wrong_offset', current: { id, offset: 0, status: 'uploading' } } },
    })
  })

  it('the last piece from two tabs at once → one photo', async () => {
    const id = await begun()
    await send(felix, id, 0)
    const answers = await Promise.all([send(felix, id, CHUNK_BYTES), send(felix, id, CHUNK_BYTES)])
    for (const answer of answers) expect(answer).toMatchObject({ status: 200, body: { status: 'ready' } })
  })

  it('what is no photo → 415, and other bytes than were announced → 400; nothing of either is left', async () => {
    const text = Buffer.from('not a photo at all')
    const page = await begun(text)
    expect(await sendAll(page, text)).toMatchObject({ status: 415, body: { error: { message: 'not_a_photo' } } })
    expect(await send(felix, page, 0)).toMatchObject({ status: 404 })
    const damaged = await begun(photo, digestOf(text))
    expect(await sendAll(damaged)).toMatchObject({ status: 400, body: { error: { message: 'photo_damaged' } } })
    expect(await send(felix, damaged, 0)).toMatchObject({ status: 404 })
  })
})

describe('GET /api/tickets/:id/attachments/:attachmentId', () => {
  const get = async (as: Actor | undefined, attachmentId: string, over: object = {}) =>
    ask(GET, { ...(as && { as }), params: { id: ticketId, attachmentId }, ...over })
  const carried = async () => {
    const id = newId()
    await sent(felix, ticketId, photo, id)
    await sendMessage(felix, ticketId, { id: newId(), body: '', mentions: [], photos: [{ id, phase: null }] })
    return id
  }

  it('signed out → 401; another size → 400 naming the field', async () => {
    const id = await carried()
    expect(await get(undefined, id)).toMatchObject({ status: 401 })
    const huge = { query: { size: 'huge' } }
    expect(await get(felix, id, huge)).toMatchObject({ status: 400, body: { error: { field: 'query.size' } } })
  })

  it('unseen, in another ticket, not there, or no id → the same 404', async () => {
    const [id, other] = [await carried(), await makeTicket(felix)]
    const answers = [
      await get(marco, id),
      await get(felix, id, { params: { id: other, attachmentId: id } }),
      await get(felix, newId()),
      await get(felix, 'x'),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: answers[0]?.body })
  })

  it('before a message carries it → its sender’s alone', async () => {
    const id = newId()
    await sent(felix, ticketId, photo, id)
    expect(await get(felix, id)).toMatchObject({ status: 200 })
    expect(await get(hana, id)).toMatchObject({ status: 404 })
  })

  it('right → the photo or its thumbnail, for this person alone, as nothing but a picture', async () => {
    const id = await carried()
    const { status, headers } = await get(hana, id)
    expect(status).toBe(200)
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': 'private, no-cache',
      etag: `"${id}-full"`,
      vary: 'Cookie',
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^inline; filename="T-\d+-[0-9a-f]{6}\.jpg"$/),
    })
    const thumb = await get(hana, id, { query: { size: 'thumb' } })
    expect(thumb.headers.get('etag')).toBe(`"${id}-thumb"`)
    expect(Number(thumb.headers.get('content-length'))).toBeLessThan(Number(headers.get('content-length')))
  })

  it('on a device of the house → nothing of it stays in the browser for the next person, or a thief', async () => {
    const id = await carried()
    const device = await enrolled()
    const { headers } = await get(undefined, id, {
      headers: await cookiesOf(device, await actorOn(device, hana.personId)),
    })
    expect(headers.get('cache-control')).toBe('private, no-store')
  })

  it('right, and known already → 304; but not to who has lost sight of the ticket', async () => {
    const id = await carried()
    const known = { headers: { 'if-none-match': `W/"${id}-full"` } }
    expect(await get(hana, id, known)).toMatchObject({ status: 304, body: '' })
    await restrictTicket(felix, ticketId, { id: newId(), namedIds: [] })
    expect(await get(hana, id, known)).toMatchObject({ status: 404 })
    expect(await get(felix, id, known)).toMatchObject({ status: 304 })
  })
})

it('a photo as a phone takes it comes out upright, and without where it was taken', async () => {
  const taken = await sharp(photo).resize(400, 200).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const [id, ticket] = [newId(), await makeTicket(felix)]
  await sent(felix, ticket, taken, id)
  const response = await GET(await (await import('@/scripts/stage/stage')).requestOf({ as: felix }), {
    params: Promise.resolve({ id: ticket, attachmentId: id }),
  })
  const metadata = await sharp(Buffer.from(await response.arrayBuffer())).metadata()
  expect(metadata).toMatchObject({ format: 'jpeg', width: 200, height: 400 })
  expect(metadata.exif).toBeUndefined()
})
