import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cast } from '@/db/cast'
import { db } from '@/db/client'
import { AppError, PERSON_HEADER } from '@/lib/errors'
import { endSessions } from '@/lib/people/people'
import { id, line, text } from '@/lib/schema'
import { actorAs, ask, requestOf } from '@/scripts/stage/stage'
import { MAX_BODY_BYTES } from './body'
import { PER_MINUTE, pace } from './pace'
import { route } from './route'

const echo = route(
  {
    params: z.object({ id }),
    query: z.strictObject({ q: line(1, 20).optional() }),
    body: z.strictObject({ summary: text(1, 20), quantity: z.number().int().optional() }),
  },
  async ({ actor, params, query, body }) => ({ who: actor.name, params, query, body }),
)
const read = route({}, async () => ({ fine: true }))
const params = { id: cast.hana.id }
const body = { summary: 'Towels' }

/** A body that stops in the middle until it is told to go on. */
function inTwoParts(content: string) {
  const bytes = new TextEncoder().encode(content)
  let finish = () => {}
  const rawBody = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.slice(0, 5))
      finish = () => {
        controller.enqueue(bytes.slice(5))
        controller.close()
      }
    },
  })
  return { rawBody, finish: () => finish() }
}

describe('a route', () => {
  it('answers what the handler returns, to nobody else and not to be kept', async () => {
    const reply = await ask(echo, { as: await actorAs('hana'), method: 'POST', params, query: { q: '412' }, body })
    expect(reply).toMatchObject({ status: 200, body: { who: cast.hana.name, params, query: { q: '412' }, body } })
    expect(reply.headers.get('cache-control')).toBe('private, no-store')
  })

  it('refuses whoever is signed out, before it reads anything', async () => {
    const reply = await ask(echo, { method: 'POST', params, rawBody: '{' })
    expect(reply).toMatchObject({ status: 401, body: { error: { code: 'signed_out' } } })
  })

  it('refuses whoever is signed out while their body is still on its way', async () => {
    const [luca, ada] = [await actorAs('luca'), await actorAs('ada')]
    const { rawBody, finish } = inTwoParts(JSON.stringify(body))
    const reply = ask(echo, { as: luca, method: 'POST', params, rawBody })
    await expect.poll(() => rawBody.locked).toBe(true)
    await endSessions(ada, luca.personId)
    finish()
    expect(await reply).toMatchObject({ status: 401, body: { error: { code: 'signed_out' } } })
  })

  it('says nothing in the name of who signed in after the page was made', async () => {
    const as = await actorAs('hana')
    const of = (personId: string) => ({ as, method: 'POST', params, body, headers: { [PERSON_HEADER]: personId } })
    expect((await ask(echo, of(cast.hana.id))).status).toBe(200)
    expect(await ask(echo, of(cast.marco.id))).toMatchObject({ status: 401, body: { error: { code: 'signed_out' } } })
  })

  it.each([
    ['another site', { origin: 'https://evil.example' }],
    ['an origin that hides', { origin: 'null' }],
    ['no origin at all', { origin: '' }],
    ['one that only looks like ours', { origin: 'http://bellboard.test.evil.example' }],
    ['ours over another scheme', { origin: 'https://bellboard.test' }],
  ])('refuses a write from %s', async (_, headers) => {
    const as = await actorAs('hana')
    const reply = await ask(echo, { as, method: 'POST', params, body, headers })
    expect(reply).toMatchObject({ status: 403, body: { error: { code: 'forbidden', message: 'foreign_origin' } } })
  })

  it.each([
    ['cross-site', 403],
    ['same-site', 403],
    ['same-origin', 200],
    ['none', 200],
  ])('answers a read that the browser calls %s with %i', async (site, status) => {
    const reply = await ask(read, { as: await actorAs('hana'), headers: { 'sec-fetch-site': site } })
    expect(reply.status).toBe(status)
  })
})

describe('the body of a request', () => {
  it.each([
    ['a form', 'application/x-www-form-urlencoded'],
    ['plain text, which a foreign page may send unasked', 'text/plain'],
    ['JSON in another charset', 'application/json; charset=utf-16'],
    ['nothing named', ''],
  ])('is refused as %s', async (_, type) => {
    const as = await actorAs('hana')
    const question = { as, method: 'POST', params, rawBody: JSON.stringify(body), headers: { 'content-type': type } }
    expect(await ask(echo, question)).toMatchObject({
      status: 415,
      body: { error: { code: 'unsupported_media_type' } },
    })
  })

  it.each([
    ['nothing', ''],
    ['broken JSON', '{"summary":'],
    ['a trailing comma', '{"summary":"x",}'],
    ['a byte order mark', '\ufeff{"summary":"x"}'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('is refused when it is %s', async (_, rawBody) => {
    const reply = await ask(echo, { as: await actorAs('hana'), method: 'POST', params, rawBody })
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'invalid', field: 'body' } } })
  })

  it.each([
    ['null', 'body', null],
    ['a list', 'body', []],
    ['a wrong type', 'body.summary', { summary: 1 }],
    ['a missing field', 'body.summary', {}],
    ['only spaces', 'body.summary', { summary: '  ' }],
    ['too much text', 'body.summary', { summary: 'x'.repeat(21) }],
    ['a control character', 'body.summary', { summary: 'a\u0000b' }],
    ['half an emoji', 'body.summary', { summary: '\ud83d' }],
    ['a number as text', 'body.quantity', { ...body, quantity: '1' }],
    ['a number beyond reason', 'body.quantity', { ...body, quantity: 1e300 }],
    ['an unknown field', 'body.urgent', { ...body, urgent: true }],
  ])('is refused with the field named: %s', async (_, field, sent) => {
    const reply = await ask(echo, { as: await actorAs('hana'), method: 'POST', params, body: sent })
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'invalid', message: 'invalid', field } } })
  })

  it('changes no prototype', async () => {
    const rawBody = '{"summary":"x","__proto__":{"isAdmin":true}}'
    await ask(echo, { as: await actorAs('hana'), method: 'POST', params, rawBody })
    expect({}).not.toHaveProperty('isAdmin')
  })

  /** A body without end, and how much of it was read. */
  function endless() {
    const read = { bytes: 0 }
    const rawBody = new ReadableStream({
      pull(controller) {
        read.bytes += 1024
        controller.enqueue(new Uint8Array(1024).fill(0x20))
      },
    })
    return { rawBody, read }
  }

  it('is refused unread when it says that it is over 64 KiB', async () => {
    const { rawBody, read } = endless()
    const headers = { 'content-length': String(MAX_BODY_BYTES + 1) }
    const reply = await ask(echo, { as: await actorAs('hana'), method: 'POST', params, rawBody, headers })
    expect(reply).toMatchObject({ status: 413, body: { error: { code: 'too_large' } } })
    expect(read.bytes).toBeLessThan(4 * 1024)
  })

  it('is read no further than 64 KiB when it does not say how long it is', async () => {
    const { rawBody, read } = endless()
    const reply = await ask(echo, { as: await actorAs('hana'), method: 'POST', params, rawBody })
    expect(reply.status).toBe(413)
    expect(read.bytes).toBeLessThan(MAX_BODY_BYTES + 8 * 1024)
  })
})

describe('the address of a request', () => {
  it.each(['412', 'x'.repeat(36), '0190ABCD-0000-7002-8000-000000000008', '%ff', '\u0000'])(
    'names nothing with the id %j',
    async (bad) => {
      const reply = await ask(echo, { as: await actorAs('hana'), method: 'POST', params: { id: bad }, body })
      expect(reply).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } })
    },
  )

  it('may name a parameter once', async () => {
    const request = await requestOf({ as: await actorAs('hana'), method: 'POST', body })
    const twice = new Request(`${request.url}?q=1&q=2`, request)
    const response = await echo(twice, { params: Promise.resolve(params) })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ error: { code: 'invalid', field: 'query.q' } })
  })

  it('may name no parameter that the route does not know', async () => {
    const reply = await ask(read, { as: await actorAs('hana'), query: { debug: 'true' } })
    expect(reply).toMatchObject({ status: 400, body: { error: { code: 'invalid', field: 'query.debug' } } })
  })
})

describe('a failure', () => {
  const failing = (thrown: unknown) => route({}, () => Promise.reject(thrown))

  it('of ours says nothing of itself but a reference', async () => {
    const reply = await ask(failing(new TypeError('secret of the house')), { as: await actorAs('hana') })
    expect(reply).toMatchObject({ status: 500, body: { error: { code: 'internal', message: 'internal' } } })
    expect(reply.body.error.reference).toMatch(/^[0-9a-f]{8}$/)
    expect(JSON.stringify(reply.body)).not.toContain('secret')
  })

  it('that the domain means keeps its code, words and current state', async () => {
    const told = new AppError('conflict', { code: 'accepted_by_other', params: { name: 'Ali' } }, { current: { n: 1 } })
    const reply = await ask(failing(told), { as: await actorAs('hana') })
    const error = { code: 'conflict', message: 'accepted_by_other', params: { name: 'Ali' }, current: { n: 1 } }
    expect(reply).toMatchObject({ status: 409, body: { error } })
  })

  it('of the connection to PostgreSQL is a 503 that says when to come again', async () => {
    const lost = route({}, async () => db().execute(sql`select pg_terminate_backend(pg_backend_pid())`))
    const reply = await ask(lost, { as: await actorAs('hana') })
    expect(reply).toMatchObject({ status: 503, body: { error: { code: 'unavailable', message: 'unavailable' } } })
    expect(reply.headers.get('retry-after')).toBe('2')
  })

  it('to answer in time is a 503 whose outcome is unknown', async () => {
    const slow = route({ deadlineMs: 20 }, () => new Promise(() => {}))
    const reply = await ask(slow, { as: await actorAs('hana') })
    expect(reply).toMatchObject({ status: 503, body: { error: { code: 'unavailable', message: 'outcome_unknown' } } })
    expect(reply.headers.get('retry-after')).toBe('2')
  })
})

describe('the pace of one person', () => {
  it('is bounded for writes, and nobody else has to wait', async () => {
    const write = route({}, async () => ({}))
    const [luca, chloe] = [await actorAs('luca'), await actorAs('chloe')]
    for (let written = 0; written < PER_MINUTE.write; written++) await pace(luca.personId, 'write')
    const refused = await ask(write, { as: luca, method: 'POST' })
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'slow_down' } } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(write, { as: luca })).status).toBe(200)
    expect((await ask(write, { as: chloe, method: 'POST' })).status).toBe(200)
  })
})
