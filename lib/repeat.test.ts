/** Repeated work is done again when it is rung for, when it says so, and not after it was stopped. */
import { expect, it, vi } from 'vitest'
import { repeat } from './repeat'

const HOUR_MS = 3_600_000

it('is rung for, also while it works', async () => {
  let ring = () => {}
  const work = vi.fn(async () => {
    if (work.mock.calls.length === 1) ring()
  })
  const stop = repeat(HOUR_MS, work, {
    bell: (given) => {
      ring = given
      return () => (ring = () => {})
    },
  })
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(2))
  ring()
  await vi.waitFor(() => expect(work).toHaveBeenCalledTimes(3))
  await stop()
  const before = work.mock.calls.length
  ring()
  expect(work).toHaveBeenCalledTimes(before)
})

it('is done sooner when there is more to do soon', async () => {
  const work = vi.fn(async () => 1)
  const stop = repeat(HOUR_MS, work)
  await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThan(3))
  await stop()
})
