import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Waiters } from './waiters'

const LONG_MS = 60_000

// Time stands still: who is woken is woken by an entry.
beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('wakes whoever waits for the next entry of a ticket, and nobody who waits for another', async () => {
  const waiters = new Waiters()
  const mine = waiters.wait('a', 1, LONG_MS)
  void waiters.wait('b', 1, LONG_MS)
  expect(waiters.count).toBe(2)
  expect(waiters.note('a', 2)).toBeUndefined()
  await mine
  expect(waiters.count).toBe(1)
})

it('answers at once when the entry has come by, or the asker has gone', async () => {
  const waiters = new Waiters()
  waiters.note('a', 2)
  await waiters.wait('a', 1, LONG_MS)
  await waiters.wait('a', 2, LONG_MS, AbortSignal.abort())
  expect(waiters.count).toBe(0)
})

it('wakes also when the time is up, when the asker goes, and when all are to be woken', async () => {
  const waiters = new Waiters()
  const leaving = new AbortController()
  const [first, second, third] = [
    waiters.wait('a', 0, 10),
    waiters.wait('a', 0, LONG_MS, leaving.signal),
    waiters.wait('b', 0, LONG_MS),
  ]
  vi.advanceTimersByTime(10)
  await first
  leaving.abort()
  await second
  expect(waiters.count).toBe(1)
  waiters.wakeAll()
  await third
  expect(waiters.count).toBe(0)
  expect(vi.getTimerCount()).toBe(0)
})

it('tells what came by before, and is not taken back by an older entry', () => {
  const waiters = new Waiters()
  expect(waiters.note('a', 3)).toBeUndefined()
  expect(waiters.note('a', 2)).toBe(3)
  expect(waiters.note('a', 4)).toBe(3)
  expect(waiters.newestOf('a')).toBe(4)
})

it('forgets the ticket that was quiet the longest when there are too many, and wakes by every entry all the same', async () => {
  const waiters = new Waiters(2)
  waiters.note('a', 1)
  waiters.note('b', 1)
  waiters.note('a', 2)
  const waiting = waiters.wait('c', 0, LONG_MS)
  expect(waiters.note('c', 1)).toBeUndefined()
  await waiting
  expect(['a', 'b', 'c'].map((ticketId) => waiters.newestOf(ticketId))).toEqual([2, undefined, 1])
})

it('wakes a crowd in slices, each of them once, and lets others have their turn in between', async () => {
  const waiters = new Waiters()
  const woken: number[] = []
  for (let number = 0; number < 100; number++) void waiters.wait('a', 0, LONG_MS).then(() => woken.push(number))
  waiters.note('a', 1)
  // Also while they are being woken.
  waiters.note('a', 2)
  await Promise.resolve()
  expect(woken.length).toBeGreaterThan(0)
  expect(woken.length).toBeLessThan(50)
  const late = waiters.wait('a', 2, LONG_MS)
  await vi.advanceTimersByTimeAsync(10)
  expect(woken).toEqual([...Array(100).keys()])
  expect(waiters.of('a')).toBe(1)
  waiters.wakeAll()
  await late
  expect(waiters.count).toBe(0)
})
