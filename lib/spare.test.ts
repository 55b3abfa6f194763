import { expect, test, vi } from 'vitest'
import { inSpareTime, sparing } from './spare'

/** Keeps the event loop at work until the process has spent this much on it. */
function work(ms: number): void {
  const { user } = process.cpuUsage()
  while (process.cpuUsage().user - user < ms * 1_000);
}

test('a process at work has none to spare, and has some as soon as it rests', async () => {
  const isSpare = sparing()
  isSpare()
  work(20)
  expect(isSpare()).toBe(false)
  await vi.waitFor(() => expect(isSpare()).toBe(true))
})

test('it has none before it is known how busy it is', () => {
  expect(sparing()()).toBe(false)
})

test('what has waited long enough goes on beside people, again and again', () => {
  const isSpare = sparing(10)
  isSpare()
  work(20)
  expect(isSpare()).toBe(true)
  work(1)
  expect(isSpare()).toBe(true)
})

test('work waits until there is time to spare, and then goes on bit by bit until nothing is left', async () => {
  const seen: string[] = []
  const isSpare = () => {
    seen.push('asked')
    return seen.length > 1
  }
  const bit = async () => {
    seen.push('bit')
    return seen.length > 4
  }
  const stop = inSpareTime(3_600_000, bit, 'a test', isSpare)
  await vi.waitFor(() => expect(seen).toEqual(['asked', 'asked', 'bit', 'asked', 'bit']))
  await stop()
})
