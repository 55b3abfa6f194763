// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PERSON_HEADER } from '@/lib/errors'
import { speakFor } from './api'
import { openOutbox } from './outbox-browser'
import { message, TICKET } from './rehearsal'

const stops: (() => void)[] = []
/** In whose name each message was sent. */
let names: (string | null)[]
let answer: 'none' | 'refuse' | 'take'
const persist = vi.fn(async () => true)

/** A page of the browser, in one process with the others, and with a real channel to them. */
function page(personId = 'me') {
  const { outbox, start } = openOutbox(personId)
  stops.push(start())
  return outbox
}

const texts = (outbox: ReturnType<typeof page>) => outbox.of(TICKET).map(({ text }) => text)

beforeEach(() => {
  answer = 'none'
  names = []
  localStorage.clear()
  globalThis.indexedDB = new IDBFactory()
  vi.stubGlobal('navigator', { storage: { persist } })
  vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
    names.push(new Headers(init.headers).get(PERSON_HEADER))
    if (answer === 'none') throw new TypeError('Failed to fetch')
    if (answer === 'refuse') return Response.json({}, { status: 403 })
    const { id } = JSON.parse(String(init.body))
    return Response.json({ entry: { ...message(1), id } }, { status: 201 })
  })
})

afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  vi.unstubAllGlobals()
})

test('what one page writes the person’s others show, and nobody else’s, until one of them has sent it', async () => {
  const [one, other, stranger] = [page(), page(), page('somebody else')]
  one.send(TICKET, 'hello')
  expect(texts(one)).toEqual(['hello'])
  await vi.waitFor(() => expect(texts(other)).toEqual(['hello']))
  expect(texts(stranger)).toEqual([])
  answer = 'take'
  other.nudge()
  await vi.waitFor(() => expect([texts(one), texts(other)]).toEqual([[], []]))
  expect(texts(page())).toEqual([])
})

test('what is written, refused and given up in one page is told to the others', async () => {
  answer = 'refuse'
  const [one, other] = [page(), page()]
  one.send(TICKET, 'first')
  await vi.waitFor(() => expect(other.of(TICKET)).toMatchObject([{ state: 'failed' }]))
  // Nothing waits now, so nobody looks into storage.
  one.send(TICKET, 'second')
  await vi.waitFor(() => expect(other.of(TICKET)).toMatchObject([{ state: 'failed' }, { state: 'failed' }]))
  for (const { id } of one.of(TICKET)) await one.discard(id)
  await vi.waitFor(() => expect(texts(other)).toEqual([]))
})

test('the browser is asked once not to clear what has to wait', async () => {
  const outbox = page()
  outbox.send(TICKET, 'one')
  outbox.send(TICKET, 'two')
  await vi.waitFor(() => expect(outbox.stuck()).toBe(1))
  outbox.nudge()
  await vi.waitFor(() => expect(outbox.stuck()).toBe(1))
  expect(persist).toHaveBeenCalledOnce()
})

test('what somebody wrote goes out in their name, also when the page has become somebody else’s', async () => {
  speakFor('alice')
  const outbox = page('alice')
  outbox.send(TICKET, 'hello')
  await vi.waitFor(() => expect(outbox.stuck()).toBe(1))
  speakFor('ben')
  answer = 'take'
  outbox.nudge()
  await vi.waitFor(() => expect(texts(outbox)).toEqual([]))
  speakFor(null)
  expect(names.length).toBeGreaterThan(1)
  expect(new Set(names)).toEqual(new Set(['alice']))
})

test('a page that is opened later shows what waits', async () => {
  const outbox = page()
  outbox.send(TICKET, 'hello')
  await vi.waitFor(() => expect(outbox.stuck()).toBe(1))
  for (const stop of stops.splice(0)) stop()
  const later = page()
  await vi.waitFor(() => expect(texts(later)).toEqual(['hello']))
})
