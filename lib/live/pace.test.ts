import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Pace } from './pace'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

/** So many streams, and how often each has been woken. */
function crowd(size: number) {
  const streams = Array.from({ length: size }, () => ({ wake: vi.fn() }))
  const woken = () => streams.map(({ wake }) => wake.mock.calls.length)
  const times = (from: number, to: number) => [...new Set(woken().slice(from, to))]
  return { pace: new Pace(new Set(streams)), first: streams[0]?.wake, times: (from = 0, to = size) => times(from, to) }
}

it('wakes at once when it has been quiet', () => {
  const { pace, times } = crowd(40)
  pace.call()
  expect(times()).toEqual([1])
  vi.advanceTimersByTime(10)
  pace.call()
  expect(times()).toEqual([2])
})

it('makes one waking of what comes soon after, a millisecond later for every four streams', () => {
  const { pace, times } = crowd(40)
  pace.call()
  for (let number = 0; number < 5; number++) pace.call()
  vi.advanceTimersByTime(9)
  expect(times()).toEqual([1])
  vi.advanceTimersByTime(1)
  expect(times()).toEqual([2])
  vi.advanceTimersByTime(1_000)
  expect(times()).toEqual([2])
})

it('wakes a hundred at a time, so that something else has its turn', () => {
  const { pace, times } = crowd(250)
  pace.call()
  expect([times(0, 100), times(100, 250)]).toEqual([[1], [0]])
  vi.advanceTimersToNextTimer()
  expect([times(0, 200), times(200, 250)]).toEqual([[1], [0]])
  vi.advanceTimersToNextTimer()
  expect(times()).toEqual([1])
})

it('wakes everybody again for what came while it was waking them, however long that takes, and only then', () => {
  const { pace, first, times } = crowd(250)
  first?.mockImplementationOnce(() => vi.advanceTimersByTime(200))
  pace.call()
  pace.call()
  expect([times(0, 100), times(100, 250)]).toEqual([[1], [0]])
  vi.runAllTimers()
  expect(times()).toEqual([2])
})

it('keeps nobody waiting for longer than a tenth of a second', () => {
  const { pace, times } = crowd(1_000)
  pace.call()
  vi.runAllTimers()
  pace.call()
  vi.advanceTimersByTime(100)
  expect(times(0, 100)).toEqual([2])
})

it('wakes nobody once it has been stopped', () => {
  const { pace, times } = crowd(250)
  pace.call()
  pace.stop()
  vi.runAllTimers()
  expect(times(100)).toEqual([0])
  pace.call()
  expect(vi.getTimerCount()).toBe(1)
  pace.stop()
  expect(vi.getTimerCount()).toBe(0)
})
