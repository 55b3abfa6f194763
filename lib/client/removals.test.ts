// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { afterEach, expect, test, vi } from 'vitest'
import { api } from './api'
import { personalStore } from './personal-store'
import { forgetRemoved, onRemoved } from './removals'

const OPEN = { seal: async (value: unknown) => value, open: async (value: unknown) => value }
const answer = (removals: object) =>
  vi.spyOn(api, 'get').mockResolvedValue({ ticketIds: [], isAll: false, at: '', ...removals })
afterEach(() => vi.restoreAllMocks())

test('forgets the threads in which something was removed, and asks from there the next time', async () => {
  const store = personalStore('hana', OPEN)
  for (const id of ['a', 'b']) await store.set(`thread.${id}`, { id })
  const first = answer({ ticketIds: ['a'], at: '2026-01-01T00:00:00.000Z' })
  await forgetRemoved(store)
  expect(first).toHaveBeenCalledWith('/api/me/removals', { query: { since: undefined, kept: 'a,b' } })
  expect([await store.get('thread.a'), await store.get('thread.b')]).toEqual([undefined, { id: 'b' }])
  const second = answer({ isAll: true, at: '2026-01-02T00:00:00.000Z' })
  await forgetRemoved(store)
  expect(second).toHaveBeenLastCalledWith('/api/me/removals', {
    query: { since: '2026-01-01T00:00:00.000Z', kept: 'b' },
  })
  expect(await store.get('thread.b')).toBeUndefined()
})

test('of all that it keeps, what was kept while the house answered stays', async () => {
  const store = personalStore('felix', OPEN)
  await store.set('thread.a', { id: 'a' })
  const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 1)
  vi.spyOn(api, 'get').mockImplementation(async () => {
    clock.mockReturnValue(Date.now() + 1)
    await store.set('thread.b', { id: 'b' })
    return { ticketIds: [], isAll: true, at: '2026-01-01T00:00:00.000Z' }
  })
  await forgetRemoved(store)
  expect([await store.get('thread.a'), await store.get('thread.b')]).toEqual([undefined, { id: 'b' }])
})

test('all that it keeps is the board and what places carry, too, but for what is newer, and not whose names they are', async () => {
  const store = personalStore('ines', OPEN)
  const clock = vi.spyOn(Date, 'now').mockReturnValue(1_000)
  for (const key of ['board', 'flags', 'directory']) await store.set(key, 'old')
  const kept = () => Promise.all(['board', 'flags', 'directory'].map((key) => store.get(key)))
  answer({ ticketIds: ['a'] })
  await forgetRemoved(store)
  expect(await kept()).toEqual(['old', 'old', 'old'])
  vi.spyOn(api, 'get').mockImplementation(async () => {
    clock.mockReturnValue(1_001)
    await store.set('flags', 'new')
    return { ticketIds: [], isAll: true, at: '' }
  })
  await forgetRemoved(store)
  expect(await kept()).toEqual([undefined, 'new', 'old'])
  answer({ isAll: true })
  await forgetRemoved(store)
  expect(await kept()).toEqual([undefined, undefined, 'old'])
})

test('without an answer nothing is forgotten, and as much is asked the next time', async () => {
  const store = personalStore('rosa', OPEN)
  await store.set('thread.a', { id: 'a' })
  vi.spyOn(api, 'get').mockRejectedValue(new Error('no network'))
  await expect(forgetRemoved(store)).rejects.toThrow()
  expect(await store.get('thread.a')).toEqual({ id: 'a' })
  expect(await store.get('removals')).toBeUndefined()
})

test('tells every page that shows one of them, which would keep it again, and no other', async () => {
  const store = personalStore('hana', OPEN)
  const heard: string[] = []
  const stops = ['a', 'b'].map((id) => onRemoved(id, () => heard.push(id)))
  answer({ ticketIds: ['a'] })
  await forgetRemoved(store)
  await vi.waitFor(() => expect(heard).toEqual(['a']))
  answer({ isAll: true })
  // Of nothing that was kept nobody is told.
  await forgetRemoved(store)
  await store.set('thread.b', { id: 'b' })
  await forgetRemoved(store)
  await vi.waitFor(() => expect(heard.toSorted()).toEqual(['a', 'a', 'b']))
  for (const stop of stops) stop()
})
