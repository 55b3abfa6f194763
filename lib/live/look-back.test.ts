import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { recentProgress } from '@/lib/tickets/progress'
import { SelfCheck } from './self-check'

vi.mock('@/lib/tickets/progress', () => ({ recentProgress: vi.fn() }))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('looks back to its last look that succeeded, and no further than everybody was told to fetch', async () => {
  const backs: number[] = []
  const answer = async (seconds: number) => {
    backs.push(seconds)
    return new Map<string, number>()
  }
  vi.mocked(recentProgress).mockImplementation(answer)
  const selfCheck = new SelfCheck({ engine: 'up', newestOf: () => 0, onGap: () => {} })
  const lookIn = (seconds: number) => {
    vi.setSystemTime(Date.now() + seconds * 1_000)
    return selfCheck.look()
  }
  await lookIn(20)
  await lookIn(600)
  await lookIn(20)
  vi.mocked(recentProgress).mockRejectedValueOnce(new Error('PostgreSQL is away'))
  await lookIn(300)
  await lookIn(20)
  selfCheck.restart()
  await lookIn(20)
  expect(backs).toEqual([20, 620, 80, 380, 20])
})
