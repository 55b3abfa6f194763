/** What a page knows of the flags of places: the later is true, and nothing said while it asked is lost. */
import { expect, it } from 'vitest'
import type { PlaceFlags } from '@/lib/places/schema'
import { FlagStore } from './flags'

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
  const store = new FlagStore()
  store.take({ event: 'flags', data: carried('412', 5) })
  store.take({ event: 'flags', data: carried('412', 4, 'a') })
  expect(idsOf(store, '412')).toEqual([])
})

it('what is said while the page asks outlasts the answer, and what the answer no longer names is off', async () => {
  let answer: (places: PlaceFlags[]) => void = () => {}
  const store = new FlagStore(() => new Promise((resolve) => (answer = resolve)))
  store.learn(carried('305', 1, 'a'))
  const asked = store.refresh()
  store.take({ event: 'flags', data: carried('412', 3, 'b') })
  answer([carried('412', 2)])
  await asked
  expect([idsOf(store, '305'), idsOf(store, '412')]).toEqual([undefined, ['b']])
})

it('an answer that does not come leaves what was known', async () => {
  const store = new FlagStore(() => Promise.reject(new Error('away')))
  store.learn(carried('305', 1, 'a'))
  await store.refresh()
  expect(idsOf(store, '305')).toEqual(['a'])
})
