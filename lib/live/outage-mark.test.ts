/** Since when the sweeper must look, and what makes the hub look at its link. */
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { onRedis } from '@/lib/redis'
import { endOutage, markOutage, onSuspicion, outageSince } from './outage'

const START = Date.UTC(2030, 0, 1)
const MINUTE = 60_000

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: START })
})
afterEach(() => {
  endOutage(Number.POSITIVE_INFINITY)
  vi.useRealTimers()
})

const failureOfRedis = () => onRedis('a test', 3_000, () => Promise.reject(new Error('away'))).catch((error) => error)

function suspect() {
  const look = vi.fn()
  onTestFinished(onSuspicion(look))
  return look
}

it('doubts the link to Redis once, and only when it was Redis that failed', async () => {
  const look = suspect()
  markOutage(new Error('PostgreSQL is away'))
  expect(outageSince()).not.toBeNull()
  expect(look).not.toHaveBeenCalled()
  const failure = await failureOfRedis()
  for (let time = 0; time < 3; time++) markOutage(failure)
  expect(look).toHaveBeenCalledTimes(1)
  endOutage(START + MINUTE)
  markOutage(failure)
  expect(look).toHaveBeenCalledTimes(2)
})

it('keeps marked what has failed since the sweep began', () => {
  markOutage(new Error('away'))
  const sweptAt = START + MINUTE
  vi.setSystemTime(sweptAt + 1)
  markOutage(new Error('away again'))
  endOutage(sweptAt)
  // As far back as an entry may be older than its failure.
  expect(outageSince()).toBe(sweptAt - 10_000)
  endOutage(sweptAt + 2)
  expect(outageSince()).toBeNull()
})
