/** The live stream on the wire, without a browser: it is never compressed, never late, and says goodbye. */
import { request } from 'node:http'
import { cast } from '@/db/cast'
import { apiOf } from './api'
import { expect, test } from './fixtures'
import { openHotel } from './hotel'
import { type RawStream, readLive } from './live-stream'

test('answers at once and uncompressed, even to a client that offers gzip', async ({ as }) => {
  const felix = await as(cast.felix)
  const { headers, firstBytes } = await begin(`${felix.origin}/api/live`, felix.cookie)
  expect(headers['content-type']).toMatch(/^text\/event-stream/)
  expect(headers['content-encoding']).toBeUndefined()
  expect(headers['cache-control']).toBe('no-cache, no-transform')
  expect(headers['x-accel-buffering']).toBe('no')
  // Nobody has done anything: what came is the stream's own greeting, readable as it is.
  expect(firstBytes).toContain('event: hello')
})

test('compresses other answers, so that the stream is an exception and not the rule', async ({ as }) => {
  const felix = await as(cast.felix)
  const { headers } = await begin(`${felix.origin}/sign-in`, '')
  expect(headers['content-encoding']).toBe('gzip')
})

test('is for those who are signed in', async ({ baseURL }) => {
  const response = await fetch(`${baseURL}/api/live`)
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ error: { code: 'signed_out' } })
})

test('says bye to 200 streams on SIGTERM, and the app is gone in under ten seconds', async () => {
  test.slow()
  const hotel = await openHotel()
  try {
    const streams: RawStream[] = []
    // Ten screens each: nobody may have more than a few.
    for (const person of Object.values(cast).slice(0, 20)) {
      const api = await apiOf(hotel.origin, person)
      streams.push(...(await Promise.all(Array.from({ length: 10 }, () => readLive(api)))))
    }
    await expect.poll(() => streams.filter(({ events }) => events[0]?.event === 'hello').length).toBe(200)
    const began = performance.now()
    process.kill(hotel.app.pid(), 'SIGTERM')
    const endings = await Promise.all(streams.map(({ ended }) => ended))
    await hotel.app.exited()
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(endings.every((ending) => ending === 'ended')).toBe(true)
    const goodbyes = streams.map(({ events }) => events.at(-1))
    expect(goodbyes.every((event) => event?.event === 'bye' && event.data.reason === 'shutdown')).toBe(true)
    // Spread out, so that they do not all come back in one moment.
    expect(new Set(goodbyes.map((event) => event?.event === 'bye' && event.data.retryMs)).size).toBeGreaterThan(20)
  } finally {
    await hotel.close()
  }
})

/** The first bytes of an answer, as they are on the wire, to a client that offers gzip; then hangs up. */
function begin(url: string, cookie: string) {
  return new Promise<{ headers: import('node:http').IncomingHttpHeaders; firstBytes: string }>((resolve, reject) => {
    const asked = request(url, { headers: { cookie, 'accept-encoding': 'gzip, deflate, br' } }, (response) => {
      response.once('data', (chunk: Buffer) => {
        resolve({ headers: response.headers, firstBytes: chunk.toString('latin1') })
        asked.destroy()
      })
    })
    asked.once('error', reject).end()
  })
}
