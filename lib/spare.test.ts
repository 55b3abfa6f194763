import { expect, test, vi } from 'vitest'
import { sparing } from './spare'

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

test('what has waited long enough goes on beside people', () => {
  const isSpare = sparing(0)
  isSpare()
  work(20)
  expect(isSpare()).toBe(true)
})
