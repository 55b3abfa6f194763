// @vitest-environment happy-dom
/** What a device keeps of a person's desk, and that it keeps nothing once they are gone. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, expect, test, vi } from 'vitest'
import type { ListedTicket, OpenedTicket } from '@/lib/tickets/schema'
import { message, ticketOf } from './rehearsal'

const row = (id: string, assigneeId: string | null = null): ListedTicket => ({
  ticket: ticketOf({ id, assigneeId }),
  read: { seq: 0, n: 0 },
})
const opened = (id: string): OpenedTicket => ({ ...row(id), readers: [], links: [] })
const entries = (count: number) => Array.from({ length: count }, (_, at) => message(at + 1))

/** As a page that was just opened knows it. */
const page = () => {
  vi.resetModules()
  return import('./kept-desk')
}

beforeEach(() => {
  localStorage.clear()
  globalThis.indexedDB = new IDBFactory()
})

test('the desk of the last person is there after a restart, and nobody else’s', async () => {
  const before = await page()
  await before.keepDirectory('hana', { actor: 'hana' })
  await before.keepBoard('hana', [row('a')], 1_000)
  const after = await page()
  expect([after.lastPerson(), await after.keptDirectory('hana')]).toEqual(['hana', { actor: 'hana' }])
  expect(await after.keptBoard('hana')).toEqual({ rows: [row('a')], asOf: 1_000 })
  expect(await after.keptBoard('maria')).toBeUndefined()
})

test('of a long thread the end is kept, and where the rest begins; of many threads the latest', async () => {
  const desk = await page()
  await desk.keepThread('hana', {
    opened: opened('long'),
    page: { items: entries(200), lastSeq: 200, before: null, reset: false },
  })
  const long = await desk.keptThread('hana', 'long')
  expect([long?.page.items.length, long?.page.items.at(-1)?.seq, long?.page.before]).toEqual([60, 200, 141])
  const short = { items: entries(1), lastSeq: 1, before: null, reset: false }
  for (let at = 0; at < 61; at++) await desk.keepThread('hana', { opened: opened(`t${at}`), page: short })
  expect(await desk.keptThread('hana', 'long')).toBeUndefined()
  expect(await desk.keptThread('hana', 't60')).toMatchObject({ page: short })
})

test('of too many tickets one’s own are kept first', async () => {
  const desk = await page()
  const many = Array.from({ length: 600 }, (_, at) => row(`t${at}`))
  await desk.keepBoard('hana', [...many, row('mine', 'hana')], 1)
  const rows = (await desk.keptBoard('hana'))?.rows ?? []
  expect([rows.length, rows[0]?.ticket.id]).toEqual([500, 'mine'])
})

test('who goes takes all of it along', async () => {
  const desk = await page()
  await desk.keepDirectory('hana', {})
  await desk.keepBoard('hana', [row('a')], 1)
  await desk.keepBoard('maria', [row('b')], 1)
  await desk.forgetDesk('hana')
  const after = await page()
  expect([after.lastPerson(), await after.keptBoard('hana'), await after.keptDirectory('hana')]).toEqual([
    null,
    undefined,
    undefined,
  ])
  expect(await after.keptBoard('maria')).toMatchObject({ rows: [row('b')] })
})

test('nothing is kept any more by the page that they leave, nor what was on its way', async () => {
  const desk = await page()
  const onItsWay = desk.keepFlags('hana', [])
  await desk.forgetDesk('hana')
  await desk.keepDirectory('hana', {})
  await Promise.all([onItsWay, desk.keepBoard('hana', [row('a')], 2)])
  const kept = [await desk.keptFlags('hana'), await desk.keptBoard('hana'), await desk.keptDirectory('hana')]
  expect([desk.lastPerson(), ...kept]).toEqual([null, undefined, undefined, undefined])
  const after = await page()
  await after.keepBoard('hana', [row('a')], 3)
  expect(await after.keptBoard('hana')).toMatchObject({ asOf: 3 })
})

test('nor by another tab of theirs', async () => {
  const asked = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')))
  vi.stubGlobal('fetch', asked)
  const desk = await page()
  desk.keepWatch('hana')
  window.dispatchEvent(new StorageEvent('storage', { key: 'bellboard.last', newValue: null }))
  await desk.keepBoard('hana', [row('a')], 1)
  expect(await desk.keptBoard('hana')).toBeUndefined()
  await vi.waitFor(() => expect(asked).toHaveBeenCalled())
  vi.unstubAllGlobals()
})

test('when nobody is signed in, all that anybody has left goes, whoever was the last', async () => {
  const desk = await page()
  await desk.keepDirectory('hana', {})
  await desk.keepBoard('hana', [row('a')], 1)
  await desk.keepBoard('maria', [row('b')], 1)
  await (await page()).forgetDesks()
  const after = await page()
  expect([after.lastPerson(), await after.keptBoard('hana'), await after.keptBoard('maria')]).toEqual([
    null,
    undefined,
    undefined,
  ])
})

test('what cannot be opened is not there, and a browser without a database loses nothing else', async () => {
  const { personalStore } = await import('./personal-store')
  await personalStore('hana').set('board', 1)
  const closed = { seal: async (value: unknown) => value, open: () => Promise.reject(new Error('another key')) }
  expect(await personalStore('hana', closed).get('board')).toBeUndefined()
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('not here', 'SecurityError')
  })
  expect(await personalStore('maria').set('board', 1)).toBeUndefined()
  expect(await personalStore('maria').get('board')).toBeUndefined()
})
