import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { PERSON_HEADER } from '@/lib/errors'
import { ApiError, api, leaveBy, speakFor } from './api'

let requests: { path: string; init: RequestInit }[]
let answer: () => Promise<Response>

beforeEach(() => {
  requests = []
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    requests.push({ path, init })
    return answer()
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const refuse = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  answer = async () => Response.json(body, { status, headers })
}
const failure = async (work: Promise<unknown>): Promise<ApiError> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ApiError)) throw new Error(`not refused: ${error}`)
  return error
}

test('what is asked goes as JSON to our own origin, never from a cache, and nowhere else', async () => {
  answer = async () => Response.json({ seq: 4 })
  expect(await api.put('/api/x', { a: 1 })).toEqual({ seq: 4 })
  expect(requests[0]).toMatchObject({
    path: '/api/x',
    init: {
      method: 'PUT',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    },
  })
})

test('everything says for whom the page was made, once it is known', async () => {
  answer = async () => Response.json({})
  speakFor('hana')
  await api.post('/api/x', {})
  await api.get('/api/x')
  speakFor(null)
  await api.get('/api/x')
  const said = requests.map(({ init }) => new Headers(init.headers).get(PERSON_HEADER))
  expect(said).toEqual(['hana', 'hana', null])
})

test('a query leaves out what is not given', async () => {
  answer = async () => Response.json({})
  await api.get('/api/x', { query: { before: undefined, limit: 50, q: 'a&b' } })
  expect(requests[0]?.path).toBe('/api/x?limit=50&q=a%26b')
})

test('a refusal carries its sentence, what it is about, and what is true now', async () => {
  const error = {
    code: 'conflict',
    message: 'stale',
    params: { name: 'Ali' },
    field: 'body.quantity',
    current: { version: 4 },
  }
  refuse(409, { error })
  const told = await failure(api.put('/api/x', {}))
  expect(told).toMatchObject({ status: 409, ...error, isUnknown: false })
})

describe('whether it has happened', () => {
  test.each([400, 401, 403, 404, 409, 413, 415, 429])('%i: it has not', async (status) => {
    refuse(status, { error: { code: 'x', message: 'x' } })
    expect((await failure(api.post('/api/x', {}))).isUnknown).toBe(false)
  })

  test.each([500, 502, 503, 504])('%i: unknown', async (status) => {
    refuse(status, { error: { code: 'x', message: 'x' } })
    expect((await failure(api.post('/api/x', {}))).isUnknown).toBe(true)
  })

  test('no answer: unknown', async () => {
    answer = () => Promise.reject(new TypeError('failed to fetch'))
    expect(await failure(api.post('/api/x', {}))).toMatchObject({ status: 0, message: 'network', isUnknown: true })
  })

  test('no answer in time: unknown', async () => {
    answer = () =>
      new Promise((_, reject) => {
        const { signal } = requests[0]?.init ?? {}
        signal?.addEventListener('abort', () => reject(signal.reason))
      })
    const told = await failure(api.post('/api/x', {}, { deadlineMs: 1 }))
    expect(told).toMatchObject({ status: 0, message: 'outcome_unknown', isUnknown: true })
  })

  test('a success that broke off in the middle: unknown', async () => {
    answer = async () => new Response('{"entry":{"se', { status: 201 })
    expect((await failure(api.post('/api/x', {}))).isUnknown).toBe(true)
  })
})

test('an answer that is not ours, from whatever stands in between, is still a failure with a sentence', async () => {
  answer = async () => new Response('<html>Bad gateway</html>', { status: 502, headers: { 'retry-after': '3' } })
  expect(await failure(api.get('/api/x'))).toMatchObject({ status: 502, message: 'unavailable', retryAfter: 3 })
  answer = async () => new Response('<html>Sign in to the guest Wi-Fi</html>', { status: 403 })
  expect(await failure(api.get('/api/x'))).toMatchObject({ status: 403, message: 'internal' })
})

describe('on one’s own way out', () => {
  const assign = vi.fn()
  beforeEach(() => {
    assign.mockReset()
    vi.stubGlobal('window', { location: { pathname: '/tickets/1', search: '', assign } })
    refuse(401, { error: { code: 'signed_out', message: 'signed_out' } })
  })

  test('nobody is led to sign in again', async () => {
    let leave = () => {}
    const way = leaveBy(new Promise<void>((_, reject) => (leave = () => reject(new Error('stays')))))
    await failure(api.get('/api/x'))
    expect(assign).not.toHaveBeenCalled()
    // Signing out failed, so the page is here to stay.
    leave()
    await expect(way).rejects.toThrow('stays')
    await failure(api.get('/api/x'))
    expect(assign).toHaveBeenCalledOnce()
    await leaveBy(Promise.reject(new Error('again'))).catch(() => {})
  })
})

test('signed out: once to the sign-in page, and back here afterwards', async () => {
  const assign = vi.fn()
  vi.stubGlobal('window', { location: { pathname: '/tickets/1', search: '?a=b', assign } })
  refuse(401, { error: { code: 'signed_out', message: 'signed_out' } })
  await failure(api.get('/api/x'))
  await failure(api.get('/api/x'))
  expect(assign.mock.calls).toEqual([['/sign-in?callbackUrl=%2Ftickets%2F1%3Fa%3Db']])
})
