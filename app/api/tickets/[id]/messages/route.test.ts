import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PER_MINUTE, pace } from '@/lib/api/pace'
import type { Actor } from '@/lib/auth/schema'
import { stopHub } from '@/lib/live/hub'
import { makeTicket } from '@/lib/live/rehearsal'
import { newId } from '@/lib/schema'
import { actorAs, ask, ORIGIN } from '@/scripts/stage/stage'
import { GET as list } from '../../route'
import { GET, POST } from './route'

let felix: Actor
let marco: Actor
let ticketId: string
beforeAll(async () => {
  ;[felix, marco] = await Promise.all([actorAs('felix'), actorAs('marco')])
  ticketId = await makeTicket(felix)
})
afterAll(stopHub)

const send = (as: Actor | undefined, body: unknown, over: object = {}) =>
  ask(POST, { ...(as && { as }), method: 'POST', params: { id: ticketId }, body, ...over })
const read = (as: Actor | undefined, query: Record<string, string | number> = {}, id = ticketId) =>
  ask(GET, { ...(as && { as }), params: { id }, query })

describe('POST /api/tickets/:id/messages', () => {
  it('signed out → 401', async () => {
    expect(await send(undefined, { id: newId(), body: 'x' })).toMatchObject({ status: 401 })
  })

  it('from another site → 403', async () => {
    const foreign = { headers: { origin: `${ORIGIN}.evil.test` } }
    expect(await send(felix, { id: newId(), body: 'x' }, foreign)).toMatchObject({ status: 403 })
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['nothing but blanks', { body: ' \n\t ' }, 'body.body'],
    ['too long', { body: '🧺'.repeat(4001) }, 'body.body'],
    ['not text', { body: 412 }, 'body.body'],
    ['a control character', { body: 'a\u0000b' }, 'body.body'],
    ['an escape', { body: 'a\u001b[31mb' }, 'body.body'],
    ['text that disguises itself', { body: 'a\u202eb' }, 'body.body'],
    ['half an emoji', { body: 'a\ud83d' }, 'body.body'],
    ['an id of another kind', { id: '3f2b8f0e-5d0c-4c39-9d0e-3a8b1c2d4e5f' }, 'body.id'],
    ['no id', { id: undefined }, 'body.id'],
    ['no moment', { at: 'yesterday' }, 'body.at'],
    ['mentions of nobody', { mentions: ['Hana'] }, 'body.mentions.0'],
    ['neither words nor a photo', { body: '', photos: [] }, 'body.body'],
    ['a photo that is none', { photos: ['x'] }, 'body.photos.0'],
    ['a photo of another time', { photos: [{ id: newId(), phase: 'during' }] }, 'body.photos.0.phase'],
    ['a photo that is not there', { photos: [{ id: newId() }] }, 'body.photos'],
    [
      'more photos than one message has',
      { photos: Array.from({ length: 11 }, () => ({ id: newId() })) },
      'body.photos',
    ],
    ['an unknown field', { color: 'red' }, 'body.color'],
  ])('%s → 400 naming the field', async (_, over, field) => {
    const answer = await send(felix, { id: newId(), body: 'x', ...over })
    expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid', field } } })
  })

  it('not JSON → 400, another type → 415, more than 64 KiB → 413', async () => {
    expect(await send(felix, undefined, { rawBody: '{"id":' })).toMatchObject({ status: 400 })
    const text = { rawBody: 'x', headers: { 'content-type': 'text/plain' } }
    expect(await send(felix, undefined, text)).toMatchObject({ status: 415 })
    expect(await send(felix, { id: newId(), body: 'x'.repeat(70_000) })).toMatchObject({ status: 413 })
  })

  it('a ticket of others, none at all, or no id → the same 404', async () => {
    const answers = [
      await send(marco, { id: newId(), body: 'x' }),
      await send(marco, { id: newId(), body: 'x' }, { params: { id: newId() } }),
      await send(marco, { id: newId(), body: 'x' }, { params: { id: '412' } }),
    ]
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: answers[0]?.body })
  })

  it('4,000 emoji → 201, and the same again for a retry', async () => {
    const message = { id: newId(), body: `  ${'🧺'.repeat(4000)}\r\n` }
    const first = await send(felix, message)
    expect(first).toMatchObject({
      status: 201,
      body: { entry: { ticketId, kind: 'message', authorId: felix.personId } },
    })
    expect(first.body.entry.body).toEqual({ text: '🧺'.repeat(4000) })
    expect(await send(felix, message)).toMatchObject({ status: 201, body: first.body })
    expect(await send(felix, { ...message, body: 'other' })).toMatchObject({ status: 409 })
  })
})

describe('GET /api/tickets/:id/messages', () => {
  it('signed out → 401', async () => {
    expect(await read(undefined)).toMatchObject({ status: 401 })
  })

  it.each<[Record<string, string | number>, string]>([
    [{ after: -1 }, 'query.after'],
    [{ after: 'x' }, 'query.after'],
    [{ after: '' }, 'query.after'],
    [{ after: '1e2' }, 'query.after'],
    [{ after: '0x10' }, 'query.after'],
    [{ after: ' 1' }, 'query.after'],
    [{ after: '9'.repeat(40) }, 'query.after'],
    [{ before: '' }, 'query.before'],
    [{ limit: '' }, 'query.limit'],
    [{ wait: '' }, 'query.wait'],
    [{ before: 0 }, 'query.before'],
    [{ after: 1, before: 2 }, 'query.before'],
    [{ around: 0 }, 'query.around'],
    [{ around: '' }, 'query.around'],
    [{ around: 3, after: 2 }, 'query.around'],
    [{ since: 'yesterday' }, 'query.since'],
    [{ since: '2025-03-01T06:00:00Z', around: 3 }, 'query.since'],
    [{ since: '0000-01-01T00:00:00Z' }, 'query.since'],
    [{ since: '9999-12-31T23:59:59-12:00' }, 'query.since'],
    [{ limit: 0 }, 'query.limit'],
    [{ limit: 201 }, 'query.limit'],
    [{ wait: 26 }, 'query.wait'],
    [{ page: 1 }, 'query.page'],
  ])('%o → 400 naming the field', async (query, field) => {
    expect(await read(felix, query)).toMatchObject({ status: 400, body: { error: { code: 'invalid', field } } })
  })

  it('a ticket of others, none at all, or no id → the same 404', async () => {
    const since = '2025-03-01T06:00:00Z'
    const answers = [await read(marco), await read(marco, {}, newId()), await read(marco, {}, '412')]
    const places: Record<string, string | number>[] = [{ after: 1 }, { before: 3 }, { around: 2 }, { since }]
    for (const query of places) answers.push(await read(marco, query))
    for (const answer of answers) expect(answer).toMatchObject({ status: 404, body: answers[0]?.body })
  })

  it('read without pause → 429, and so is the list; nothing else is held up', async () => {
    const luca = await actorAs('luca')
    for (let read = 0; read < PER_MINUTE.read; read++) await pace(luca.personId, 'read')
    const refusal = { status: 429, body: { error: { code: 'slow_down' } } }
    expect(await ask(GET, { as: luca, params: { id: newId() } })).toMatchObject(refusal)
    expect(await ask(list, { as: luca })).toMatchObject(refusal)
    await pace(luca.personId, 'write')
  })

  it('right → the page, never cached', async () => {
    const ticket = await makeTicket(felix)
    expect(await read(felix, {}, ticket)).toMatchObject({ body: { items: [], lastSeq: 0, before: null, reset: false } })
    for (const body of ['one', 'two', 'three'])
      await ask(POST, { as: felix, method: 'POST', params: { id: ticket }, body: { id: newId(), body } })
    const page = await read(felix, { limit: 2 }, ticket)
    expect(page).toMatchObject({ status: 200, body: { items: [{ seq: 2 }, { seq: 3 }], lastSeq: 3, before: 2 } })
    expect(page.headers.get('cache-control')).toBe('private, no-store')
    expect(await read(felix, { after: 7 }, ticket)).toMatchObject({ body: { items: [], reset: true, lastSeq: 3 } })
  })
})
