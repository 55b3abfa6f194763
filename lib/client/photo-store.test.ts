import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { PhotoStore } from './photo-store'

const photo = (text: string) => new Blob([text], { type: 'image/png' })
const opened: PhotoStore[] = []
const tab = (personId = 'me') => {
  const store = new PhotoStore(personId)
  opened.push(store)
  return store
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
})
afterEach(() => {
  for (const store of opened.splice(0)) store.close()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

test('what one tab keeps another finds, byte for byte, and nobody else does', async () => {
  expect(await tab().keep('a', photo('as taken'))).toBe(true)
  const found = await tab().get('a')
  expect([await found?.text(), found?.type]).toEqual(['as taken', 'image/png'])
  expect(await tab('somebody else').get('a')).toBeNull()
})

test('it is written through to the disk', async () => {
  const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction')
  await tab().keep('a', photo('x'))
  expect(transaction).toHaveBeenCalledWith('photos', 'readwrite', { durability: 'strict' })
})

test('made small it takes the place of what was taken, and says so', async () => {
  const store = tab()
  await store.keep('a', photo('as taken'))
  expect(await store.isShrunk('a')).toBe(false)
  await store.keep('a', photo('small'), true)
  expect([await (await tab().get('a'))?.text(), await tab().isShrunk('a')]).toEqual(['small', true])
})

test('where the browser refuses, it says that it ends with the tab, and has it as long', async () => {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError')
  })
  const store = tab()
  expect(await store.keep('a', photo('here'))).toBe(false)
  expect(await (await store.get('a'))?.text()).toBe('here')
  expect(await tab().get('a')).toBeNull()
  await store.drop(['a'])
  expect(await store.get('a')).toBeNull()
})

test('what no message needs goes after a day, and nothing else', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const store = tab()
  for (const id of ['needed', 'forgotten']) await store.keep(id, photo(id))
  vi.advanceTimersByTime(25 * 3_600_000)
  await store.keep('fresh', photo('fresh'))
  await store.clear(new Set(['needed']))
  const left = await Promise.all(['needed', 'forgotten', 'fresh'].map((id) => store.get(id)))
  expect(left.map((one) => one !== null)).toEqual([true, false, true])
})
