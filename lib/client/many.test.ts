import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from './api'
import { forMany, isOpen } from './many'

const refusal = (status: number, retryAfter?: number) =>
  new ApiError({ status, code: 'x', message: 'x', ...(retryAfter !== undefined && { retryAfter }) })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** All pauses pass at once. */
async function done<T>(work: Promise<T>): Promise<T> {
  await vi.runAllTimersAsync()
  return work
}

describe('the same for many', () => {
  it('asks for each once, a few at a time, and answers in their order', async () => {
    let under = 0
    let most = 0
    const asked: number[] = []
    const ask = async (job: number) => {
      asked.push(job)
      most = Math.max(most, ++under)
      await new Promise((resolve) => setTimeout(resolve, 10 * (5 - (job % 5))))
      under--
      return job * 2
    }
    const jobs = Array.from({ length: 20 }, (_, index) => index)
    const outcomes = await done(forMany(jobs, { ask }))
    expect(outcomes).toEqual(jobs.map((job) => ({ state: 'done', value: job * 2 })))
    expect(asked).toEqual(jobs)
    expect(most).toBe(4)
  })

  it('goes on where one is refused, and tells each as soon as it is known', async () => {
    const told: [number, string][] = []
    const ask = async (job: number) => {
      if (job === 2) throw refusal(409)
      return job
    }
    const outcomes = await done(forMany([1, 2, 3], { ask, onOutcome: (job, { state }) => told.push([job, state]) }))
    expect(outcomes.map(({ state }) => state)).toEqual(['done', 'refused', 'done'])
    expect(told.toSorted()).toEqual([
      [1, 'done'],
      [2, 'refused'],
      [3, 'done'],
    ])
  })

  it('asks again where nobody knows, and where it is told to slow down; and says what stays unknown', async () => {
    const tries = new Map<string, number>()
    const ask = async (job: string) => {
      const attempt = (tries.get(job) ?? 0) + 1
      tries.set(job, attempt)
      if (job === 'lost once' && attempt === 1) throw refusal(0)
      if (job === 'slow' && attempt < 3) throw refusal(429, 7)
      if (job === 'lost') throw refusal(503)
      return job
    }
    const outcomes = await done(forMany(['lost once', 'slow', 'lost'], { ask }))
    expect(outcomes.map(({ state }) => state)).toEqual(['done', 'done', 'unknown'])
    expect(Object.fromEntries(tries)).toEqual({ 'lost once': 2, slow: 3, lost: 3 })
  })

  it('told to stop, begins nothing more, and ends what it has begun', async () => {
    const stopping = new AbortController()
    const ask = async (job: number) => {
      if (job === 0) stopping.abort()
      return job
    }
    const outcomes = await done(forMany([0, 1, 2, 3, 4, 5, 6], { ask, signal: stopping.signal }))
    expect(outcomes[0]).toEqual({ state: 'done', value: 0 })
    expect(outcomes.slice(1).every(({ state }) => state === 'skipped')).toBe(true)
  })

  it('told to stop, does not do what it was told to wait with, and does not wait it out', async () => {
    const stopping = new AbortController()
    let tries = 0
    const ask = async () => {
      tries++
      setTimeout(() => stopping.abort(), 100)
      throw refusal(429, 60)
    }
    const working = forMany([0], { ask, signal: stopping.signal })
    await vi.advanceTimersByTimeAsync(200)
    expect(await working).toEqual([{ state: 'skipped' }])
    expect(tries).toBe(1)
  })

  it('lets be asked again for all but what was refused for good', async () => {
    const [slow, no, lost] = await done(
      forMany([429, 409, 503], {
        ask: async (status) => {
          throw refusal(status)
        },
      }),
    )
    expect([slow, no, lost].map((outcome) => outcome && isOpen(outcome))).toEqual([true, false, true])
    expect([isOpen({ state: 'skipped' }), isOpen({ state: 'done', value: 1 })]).toEqual([true, false])
  })
})
