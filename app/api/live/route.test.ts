import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { PER_MINUTE, pace } from '@/lib/api/pace'
import type { Actor } from '@/lib/auth/schema'
import { hub, stopHub } from '@/lib/live/hub'
import { Listener } from '@/lib/live/listener'
import { commitMessages, makeTicket, upTo } from '@/lib/live/rehearsal'
import { newId } from '@/lib/schema'
import { actorAs, ask, requestOf } from '@/scripts/stage/stage'
import { GET, HEAD } from './route'

let hana: Actor
let marco: Actor
beforeAll(async () => {
  ;[hana, marco] = await Promise.all([actorAs('hana'), actorAs('marco')])
  await vi.waitFor(() => expect(hub().engine).toBe('up'))
})
afterAll(stopHub)

describe('GET /api/live', () => {
  it('signed out → 401 as JSON', async () => {
    expect(await ask(GET)).toMatchObject({ status: 401, body: { error: { code: 'signed_out' } } })
  })

  it.each([
    ['nonsense', 'nonsense'],
    ['no seq', newId()],
    ['an empty seq', `${newId()}:`],
    ['a negative seq', `${newId()}:-1`],
    ['a seq in words of its own', `${newId()}:1e2`],
    ['a seq with a space', `${newId()}: 1`],
    ['too much', `${newId()}:1:2`],
    [
      '51 tickets',
      upTo(1, 51)
        .map(() => `${newId()}:0`)
        .join(),
    ],
  ])('%s → 400', async (_, open) => {
    expect(await ask(GET, { as: hana, query: { open } })).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid' } },
    })
  })

  it('one after the other without pause → 429, and nothing else is held up', async () => {
    const luca = await actorAs('luca')
    for (let opened = 0; opened < PER_MINUTE.stream; opened++) await pace(luca.personId, 'stream')
    const refused = await ask(GET, { as: luca })
    expect(refused).toMatchObject({ status: 429, body: { error: { code: 'slow_down' } } })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    await pace(luca.personId, 'read')
  })

  it('unseen → a stream that says only that it is gone', async () => {
    const ticketId = await makeTicket(hana)
    await commitMessages(hana, ticketId, 2)
    const listener = await open(marco, `${ticketId}:0`)
    await expect.poll(() => listener.events.map(({ event }) => event)).toEqual(['hello', 'gone'])
    listener.leave()
  })

  it('right → a stream that no proxy holds back or compresses', async () => {
    const request = await requestOf({ as: hana, headers: { 'accept-encoding': 'gzip' } })
    const response = await GET(request)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      connection: 'close',
    })
    const first = await response.body?.getReader().read()
    expect(new TextDecoder().decode(first?.value)).toMatch(/^retry: \d+\n\nevent: hello\ndata: {.*}\n\n$/)
  })
})

describe('HEAD /api/live', () => {
  it('signed out → 401; right → the headers, and no stream for nobody', async () => {
    expect(await ask(HEAD, { method: 'HEAD' })).toMatchObject({ status: 401 })
    const before = hub().roster.pipes.size
    expect(await ask(HEAD, { method: 'HEAD', as: hana })).toMatchObject({ status: 200, body: '' })
    expect(hub().roster.pipes.size).toBe(before)
  })
})

async function open(as: Actor, tickets: string): Promise<Listener> {
  return new Listener(await GET(await requestOf({ as, query: { open: tickets } }))).listen()
}
