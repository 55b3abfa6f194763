// @vitest-environment happy-dom
/** What a page knows of the flags of places: the later is true, nothing said while it asked is lost, and the device keeps it. */
import 'fake-indexeddb/auto'
import { expect, it, vi } from 'vitest'
import type { PlaceFlags } from '@/lib/places/schema'
import { FlagStore } from './flags'
import { keepFlags, keptFlags } from './kept-desk'

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

it('an answer that does not come leaves what was known', async () => {
  const store = new FlagStore('hana', () => Promise.reject(new Error('away')))
  store.learn(carried('305', 1, 'a'))
  await store.refresh()
  expect(idsOf(store, '305')).toEqual(['a'])
})

it('is there after a start without a network as it was last said, with what came since', async () => {
  const house = () => Promise.resolve([carried('305', 1, 'a'), carried('412', 1, 'b')])
  const away = () => Promise.reject(new Error('away'))
  const before = new FlagStore('nora', house)
  await before.refresh()
  before.take({ event: 'flags', data: carried('412', 2) })
  const after = new FlagStore('nora', away)
  await vi.waitFor(async () => {
    await after.refresh()
    expect(idsOf(after, '412')).toEqual([])
  })
  expect(idsOf(after, '305')).toEqual(['a'])
  const other = new FlagStore('felix', away)
  await other.refresh()
  expect(idsOf(other, '305')).toBeUndefined()
})

it('keeps nothing that the device told it itself', async () => {
  const away = () => Promise.reject(new Error('away'))
  await keepFlags('ines', [carried('305', 1, 'a')])
  const store = new FlagStore('ines', away)
  await store.refresh()
  store.take({ event: 'flags', data: carried('412', 2, 'b') })
  expect([idsOf(store, '305'), idsOf(store, '412')]).toEqual([['a'], ['b']])
  expect(await keptFlags('ines')).toEqual([carried('305', 1, 'a')])
})
