// @vitest-environment happy-dom
/** What a page knows of the flags of places: the later is true, nothing said while it asked is lost, and the device keeps it. */
import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import type { PlaceFlags } from '@/lib/places/schema'
import { ApiError } from './api'
import { FlagStore } from './flags'
import { keepBoard, keepFlags, keptFlags } from './kept-desk'

const carried = (placeId: string, second: number, ...ids: string[]): PlaceFlags => ({
  placeId,
  asOf: `2026-11-26T06:00:0${second}.000Z`,
  flags: ids.map((id) => ({
    id,
    kind: 'vip',
    note: '',
    until: '2026-11-27T06:00:00.000Z',
    setById: 'felix',
    setAt: '',
  })),
})
const idsOf = (store: FlagStore, placeId: string) => store.read(placeId)?.flags.map(({ id }) => id)

it('an older word of a place does not undo a newer one', () => {
  const store = new FlagStore('hana')
  store.take({ event: 'flags', data: carried('412', 5) })
  store.take({ event: 'flags', data: carried('412', 4, 'a') })
  expect(idsOf(store, '412')).toEqual([])
})

it('what is said while the page asks outlasts the answer, and what the answer no longer names is off', async () => {
  let answer: (places: PlaceFlags[]) => void = () => {}
  const store = new FlagStore('hana', () => new Promise((resolve) => (answer = resolve)))
  store.learn(carried('305', 1, 'a'))
  const asked = store.refresh()
  store.take({ event: 'flags', data: carried('412', 3, 'b') })
  answer([carried('412', 2)])
  await asked
  expect([idsOf(store, '305'), idsOf(store, '412')]).toEqual([undefined, ['b']])
})

it('what was said long before, and is heard while the page asks, does not undo the answer', async () => {
  let answer: (places: PlaceFlags[]) => void = () => {}
  const store = new FlagStore('hana', () => new Promise((resolve) => (answer = resolve)))
  const asked = store.refresh()
  store.take({ event: 'flags', data: carried('412', 1, 'a') })
  answer([carried('412', 5, 'b')])
  await asked
  expect(idsOf(store, '412')).toEqual(['b'])
})

it('an answer that does not come leaves what was known', async () => {
  const store = new FlagStore('hana', () => Promise.reject(new Error('away')))
  store.learn(carried('305', 1, 'a'))
  await store.refresh()
  expect(idsOf(store, '305')).toEqual(['a'])
})

it('an answer that is not given yet leaves what was known, and what the device says is no news', async () => {
  await keepBoard('greta', [], 1)
  await keepFlags('greta', [carried('305', 1, 'a'), carried('412', 1, 'b')])
  const slowly = () =>
    Promise.reject(new ApiError({ status: 429, code: 'slow_down', message: 'slow_down', retryAfter: 9 }))
  const store = new FlagStore('greta', slowly)
  store.learn(carried('412', 2, 'c'))
  for (let times = 0; times < 2; times++) {
    await store.refresh()
    expect([idsOf(store, '305'), idsOf(store, '412')]).toEqual([['a'], ['c']])
  }
})

const away = () => Promise.reject(new Error('away'))

/** As it starts without a network, once what is on its way to the disk is there. */
async function afterwards(personId: string): Promise<FlagStore> {
  await keepBoard(personId, [], 1)
  const store = new FlagStore(personId, away)
  await store.refresh()
  return store
}

it('is there after a start without a network as it was last said, with what came since, and for nobody else', async () => {
  const house = () => Promise.resolve([carried('305', 1, 'a'), carried('412', 1, 'b')])
  const before = new FlagStore('nora', house)
  await before.refresh()
  before.stop()
  const asked = await afterwards('nora')
  expect([idsOf(asked, '305'), idsOf(asked, '412')]).toEqual([['a'], ['b']])
  before.take({ event: 'flags', data: carried('412', 2) })
  before.stop()
  const told = await afterwards('nora')
  expect([idsOf(told, '305'), idsOf(told, '412')]).toEqual([['a'], []])
  expect(idsOf(await afterwards('felix'), '305')).toBeUndefined()
})

it('keeps nothing of its own while the house has not said it all', async () => {
  await keepFlags('ines', [carried('305', 1, 'a')])
  const store = await afterwards('ines')
  store.take({ event: 'flags', data: carried('412', 2, 'b') })
  store.stop()
  expect([idsOf(store, '305'), idsOf(store, '412')]).toEqual([['a'], ['b']])
  await keepBoard('ines', [], 2)
  expect(await keptFlags('ines')).toEqual([carried('305', 1, 'a')])
})

it('is kept once a second, as it was said last, and at once when the page stops listening', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const writes = vi.spyOn(IDBObjectStore.prototype, 'put')
  const kept = async () => {
    // What is on its way is there when something behind it is.
    await keepBoard('rosa', [], 1)
    return (await keptFlags('rosa'))?.flatMap(({ flags }) => flags.map(({ id }) => id))
  }
  const store = new FlagStore('rosa', async () => [])
  await store.refresh()
  for (const second of [1, 2, 3]) store.take({ event: 'flags', data: carried('412', second, `at ${second}`) })
  expect([await kept(), writes.mock.calls.length]).toEqual([undefined, 1])
  vi.advanceTimersByTime(1_000)
  expect([await kept(), writes.mock.calls.length]).toEqual([['at 3'], 3])
  store.take({ event: 'flags', data: carried('412', 4, 'at 4') })
  store.stop()
  expect(await kept()).toEqual(['at 4'])
  vi.advanceTimersByTime(1_000)
  await kept()
  expect(writes.mock.calls.length).toBe(6)
  vi.useRealTimers()
})
