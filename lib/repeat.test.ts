/** Repeated work is done again when it is rung for, when it says so, and not after it was stopped; what it counts says nothing. */
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
  const work = vi.fn(async () => ({ inMs: 1 }))
  const stop = repeat(HOUR_MS, work)
  await vi.waitFor(() => expect(work.mock.calls.length).toBeGreaterThan(3))
  await stop()
})

it('takes nothing that the work has counted for a time', async () => {
  const work = vi.fn(async () => 0)
  const busy = vi.fn(async () => ({ inMs: 0 }))
  // @ts-expect-error: a count is no answer
  const stops = [repeat(HOUR_MS, work), repeat(HOUR_MS, busy)]
  await vi.waitFor(() => expect(busy.mock.calls.length).toBeGreaterThan(20))
  expect(work).toHaveBeenCalledTimes(1)
  await Promise.all(stops.map((stop) => stop()))
})
