/** Who is on duty, as a page knows it. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Standing } from '@/lib/duty/schema'
import { DutyStore } from './duty'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const standing = (personId: string, asOf: number, isOn: boolean): Standing => {
  const moment = (minute: number) => new Date(Date.UTC(2026, 10, 26, 7, minute)).toISOString()
  const duty = isOn ? { id: `shift of ${personId}`, startedAt: moment(asOf), endsAt: moment(asOf + 840) } : null
  return { personId, departmentIds: [], duty, absence: null, asOf: moment(asOf) }
}
const isOn = (store: DutyStore, personId: string) => Boolean(store.read().get(personId)?.duty)
const HELLO = {
  event: 'hello',
  data: { connection: 'c', personId: 'me', heartbeatMs: 1, serverTime: '', engine: 'up', listWithinMs: 0 },
} as const

it('begins with the page, follows what is told, and takes of two words the later', () => {
  const store = new DutyStore([standing('hana', 1, true)], async () => [])
  expect([isOn(store, 'hana'), isOn(store, 'maria')]).toEqual([true, false])
  store.take({ event: 'duty', data: standing('hana', 5, false) })
  store.take({ event: 'duty', data: standing('hana', 4, true) })
  store.take({ event: 'duty', data: standing('maria', 3, true) })
  expect([isOn(store, 'hana'), isOn(store, 'maria')]).toEqual([false, true])
})

it('asks anew with each stream, and what it hears meanwhile outlives the answer', async () => {
  let answer = (_: Standing[]) => {}
  const store = new DutyStore([standing('rosa', 1, true)], () => new Promise((take) => (answer = take)))
  store.take(HELLO)
  store.take({ event: 'reset', data: { scope: 'board', reason: 'gap' } })
  await vi.advanceTimersByTimeAsync(300)
  store.take({ event: 'duty', data: standing('maria', 9, true) })
  answer([standing('hana', 8, true)])
  await vi.advanceTimersByTimeAsync(0)
  expect([isOn(store, 'hana'), isOn(store, 'maria'), isOn(store, 'rosa')]).toEqual([true, true, false])
})

it('keeps what it knew when it cannot ask', async () => {
  const store = new DutyStore([standing('hana', 1, true)], () => Promise.reject(new Error('no network')))
  store.askSoon()
  await vi.advanceTimersByTimeAsync(300)
  expect(isOn(store, 'hana')).toBe(true)
})

it('does not know who is on duty until the house has said it of everybody, whatever it hears of one', async () => {
  let answer = () => Promise.reject<Standing[]>(new Error('no network'))
  const store = new DutyStore(null, () => answer())
  store.take({ event: 'duty', data: standing('maria', 1, true) })
  expect([isOn(store, 'maria'), store.isKnown()]).toEqual([true, false])
  store.take(HELLO)
  await vi.advanceTimersByTimeAsync(300)
  expect(store.isKnown()).toBe(false)
  answer = async () => []
  store.take(HELLO)
  await vi.advanceTimersByTimeAsync(300)
  expect(store.isKnown()).toBe(true)
  expect(new DutyStore([]).isKnown()).toBe(true)
})

it('knows by the moment when a shift is over', () => {
  const store = new DutyStore([standing('hana', 0, true)], async () => [])
  const end = Date.UTC(2026, 10, 26, 21)
  expect([store.presenceOf('hana', end - 1), store.presenceOf('hana', end)]).toEqual(['on_duty', null])
})
