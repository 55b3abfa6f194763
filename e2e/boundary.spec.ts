/** What the whole server makes of requests that no page of ours sends. */
import { request as ask } from 'node:http'
import { cast, expect, test } from './fixtures'
import { type RawStream, readLive } from './live-stream'

interface Raw {
  method?: string
  headers?: Record<string, string>
  body?: Buffer
  /** Without it Node says how long the body is. */
  chunked?: boolean
}

interface Reply {
  status: number
  type: string
  body: string
}

/** The path goes out as it is: `fetch` would mend it. */
function raw(
  origin: string | undefined,
  path: string,
  { method = 'GET', headers = {}, body, chunked }: Raw = {},
): Promise<Reply> {
  const { hostname, port } = new URL(origin ?? '')
  return new Promise((resolve, reject) => {
    const length = body && !chunked ? { 'content-length': String(body.length) } : {}
    const asked = ask({ hostname, port, path, method, headers: { ...headers, ...length } }, (answer) => {
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', body: text }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

test('an address that is no text is not there, and nothing breaks', async ({ as, baseURL }) => {
  const { cookie } = await as(cast.ada)
  const bad = ['%ff', '%00', '%E0%A4%A', '%', '..%2f..%2fetc%2fpasswd', '%c0%ae%c0%ae']
  for (const part of bad)
    for (const path of [
      `/${part}`,
      `/tickets/${part}`,
      `/api/${part}`,
      `/api/tickets/${part}`,
      `/api/tickets?q=${part}`,
    ]) {
      const { status } = await raw(baseURL, path, { headers: { cookie } })
      expect(status, path).toBeLessThan(500)
      if (!path.includes('?')) expect(status, path).toBeGreaterThanOrEqual(400)
    }
  const write = { method: 'DELETE', headers: { cookie, origin: String(baseURL) } }
  expect((await raw(baseURL, '/api/people/%ff/sessions', write)).status).toBe(404)
})

test('a stream asked for by a path with dots in it is the stream, and never runs without its response', async ({
  as,
  baseURL,
}) => {
  const { cookie } = await as(cast.ada)
  for (const path of ['/api/./live', '/api/%2e/live', '/x/../api/live', '/%2e/api/live']) {
    // HEAD is answered by the stream's own route, and ends.
    const { status, type } = await raw(baseURL, path, { method: 'HEAD', headers: { cookie } })
    expect([status, type], path).toEqual([200, 'text/event-stream; charset=utf-8'])
  }
})

test('a method that nobody offers is refused', async ({ as, baseURL }) => {
  const { cookie } = await as(cast.ada)
  for (const [method, path] of [
    ['TRACE', '/'],
    ['TRACE', '/api/me'],
    ['DELETE', '/api/me'],
    ['POST', '/'],
    ['PUT', '/sign-in'],
    ['PROPFIND', '/api/me'],
  ] as const) {
    const { status } = await raw(baseURL, path, { method, headers: { cookie, origin: String(baseURL) } })
    expect([400, 405], `${method} ${path}`).toContain(status)
  }
})

test('the API has no pages: what it does not know is 404 in JSON', async ({ baseURL }) => {
  for (const path of ['/api', '/api/nothing', '/api/people/nobody/here'])
    expect(await raw(baseURL, path)).toMatchObject({
      status: 404,
      type: 'application/json',
      body: '{"error":{"code":"not_found","message":"not_found"}}',
    })
})

test('a body over 64 KiB is refused, whether or not it says how long it is', async ({ as, baseURL }) => {
  const { cookie } = await as(cast.felix)
  const headers = { cookie, origin: String(baseURL), 'content-type': 'application/json' }
  for (const bytes of [64 * 1024 + 1, 12_000_000])
    for (const chunked of [false, true]) {
      // Refused before all of it has left, the connection may break instead: then nothing was taken either.
      const body = Buffer.alloc(bytes, 0x20)
      const reply = await raw(baseURL, '/api/tickets', { method: 'POST', headers, body, chunked }).catch(() => null)
      if (reply) expect([reply.status, JSON.parse(reply.body).error.code]).toEqual([413, 'too_large'])
    }
  expect((await raw(baseURL, '/api/me', { headers: { cookie } })).status).toBe(200)
})

test('nobody may say that they came from elsewhere', async ({ as, baseURL }) => {
  const { cookie } = await as(cast.felix)
  const forged = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '6.6.6.6' }
  const internal = { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy', 'x-matched-path': '/settings/people' }
  const page = await raw(baseURL, '/', { headers: { ...forged, ...internal } })
  expect(page.status).toBe(307)
  expect((await raw(baseURL, '/api/me', { headers: { ...forged, ...internal } })).status).toBe(401)
  expect((await raw(baseURL, '/api/me', { headers: { ...forged, ...internal, cookie } })).status).toBe(200)
  expect((await raw(baseURL, '/', { headers: { host: 'evil.example', cookie } })).status).toBe(421)
  const csrf = await raw(baseURL, '/api/auth/csrf', { headers: { host: 'evil.example' } })
  expect([csrf.status, JSON.parse(csrf.body).error.message]).toEqual([403, 'foreign_origin'])
})

test('wrong tries are counted by where they really come from', async ({ baseURL }) => {
  const asked = await fetch(`${baseURL}/api/auth/csrf`)
  const { csrfToken } = await asked.json()
  const cookie = asked.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const tryOnce = async (n: number) => {
    const response = await fetch(`${baseURL}/api/auth/callback/credentials`, {
      method: 'POST',
      headers: { origin: String(baseURL), cookie, 'content-type': 'application/json', 'x-forwarded-for': `6.6.6.${n}` },
      // Yusuf, whom no other spec signs in.
      body: JSON.stringify({ csrfToken, email: cast.yusuf.email, password: 'wrong' }),
    })
    return response.status
  }
  const answers: number[] = []
  for (let n = 0; n < 12; n++) answers.push(await tryOnce(n))
  expect(answers).toEqual([...Array<number>(10).fill(401), 429, 429])
})

test('more streams than one person should have are refused in words, and the server is well', async ({ as }) => {
  const api = await as(cast.luca)
  const streams: RawStream[] = []
  try {
    for (let number = 0; number < 20; number++) streams.push(await readLive(api))
    const refused = await api.ask('GET', '/api/live')
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('5')
    expect(refused.body.error).toMatchObject({ code: 'unavailable', message: 'too_many_streams' })
  } finally {
    for (const stream of streams) stream.close()
  }
})
