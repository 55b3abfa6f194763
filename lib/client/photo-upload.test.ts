// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PERSON_HEADER } from '@/lib/errors'
import { CHUNK_BYTES } from '@/lib/photos/limits'
import { PhotoStore } from './photo-store'
import { sendPhoto } from './photo-upload'
import { TICKET } from './rehearsal'

const ID = '01900000-0000-7000-8000-00000000000c'
const SIZE = 2 * CHUNK_BYTES + 1_000
const bytes = new Uint8Array(SIZE).map((_, at) => at % 253)

/** The server's side of it: what has come, and what becomes of the next pieces. */
let received: Uint8Array
let pieces: number[]
let fate: ('lost before' | 'lost after')[]
let store: PhotoStore

const upload = () => ({
  id: ID,
  size: SIZE,
  offset: received.length,
  status: received.length === SIZE ? 'ready' : 'uploading',
})

beforeEach(async () => {
  received = new Uint8Array()
  ;[pieces, fate] = [[], []]
  globalThis.indexedDB = new IDBFactory()
  store = new PhotoStore('me')
  // Small enough: this browser cannot decode, so it would be sent as it is.
  await store.keep(ID, new Blob([bytes]))
  vi.stubGlobal('fetch', async (path: string, { method, body, headers }: RequestInit) => {
    expect(headers).toMatchObject({ [PERSON_HEADER]: 'me' })
    if (method === 'POST') {
      const digest = createHash('sha256').update(bytes).digest('hex')
      expect(JSON.parse(String(body))).toEqual({ id: ID, size: SIZE, digest })
      return Response.json(upload(), { status: 201 })
    }
    const offset = Number(new URL(path, 'http://here.test').searchParams.get('offset'))
    pieces.push(offset)
    const next = fate.shift()
    if (next === 'lost before') throw new TypeError('Failed to fetch')
    if (offset > received.length)
      return Response.json({ error: { code: 'conflict', message: 'wrong_offset', current: upload() } }, { status: 409 })
    if (offset === received.length) received = new Uint8Array([...received, ...new Uint8Array(body as ArrayBuffer)])
    if (next === 'lost after') throw new TypeError('Failed to fetch')
    return Response.json(upload())
  })
})
afterEach(() => {
  store.close()
  vi.unstubAllGlobals()
})

const send = (progress: (part: number) => void = () => {}) =>
  sendPhoto(store, { ticketId: TICKET, id: ID, as: 'me' }, progress)

test('it goes piece by piece and says how far it is', async () => {
  const parts: number[] = []
  await send((part) => parts.push(part))
  expect(received).toEqual(bytes)
  expect(parts).toEqual([0, CHUNK_BYTES / SIZE, (2 * CHUNK_BYTES) / SIZE, 1])
})

test.each(['lost before', 'lost after'] as const)(
  'broken off (%s), it goes on from where the server is',
  async (how) => {
    fate = [how]
    await expect(send()).rejects.toMatchObject({ status: 0 })
    await send()
    expect(received).toEqual(bytes)
    expect(pieces).toEqual(
      how === 'lost before' ? [0, 0, CHUNK_BYTES, 2 * CHUNK_BYTES] : [0, CHUNK_BYTES, 2 * CHUNK_BYTES],
    )
  },
)

test('all of it there already is no second sending', async () => {
  received = bytes
  await send()
  expect(pieces).toEqual([])
})

test('what something between answers is no news of it: it is tried again', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ please: 'sign in to the Wi-Fi' }))
  await expect(send()).rejects.toMatchObject({ isUnknown: true })
})

test('another tab that sends it too does no harm', async () => {
  await Promise.all([send(), send()])
  expect(received).toEqual(bytes)
})

test('what is not on this device any more is a refusal, not a reason to try for ever', async () => {
  await store.drop([ID])
  await expect(send()).rejects.toMatchObject({ message: 'photo_lost', isUnknown: false })
})
