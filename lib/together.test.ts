import { describe, expect, it, vi } from 'vitest'
import { Together } from './together'

describe('what many ask at once', () => {
  it('is asked as one, each key once, and everybody has the answer', async () => {
    const answer = vi.fn(async (keys: string[]) => new Map(keys.map((key) => [key, key.toUpperCase()])))
    const together = new Together(answer)
    const answers = await Promise.all([together.ask(['a', 'b']), together.ask(['b']), together.ask([])])
    expect(answer.mock.calls).toEqual([[['a', 'b']]])
    expect(answers.map((one) => one.get('b'))).toEqual(['B', 'B', 'B'])
  })

  it('is never answered by a question that was put before', async () => {
    const underWay: (() => void)[] = []
    const truth = { now: 1 }
    const together = new Together(async (_: string[]) => {
      const { now } = truth
      await new Promise<void>((resolve) => void underWay.push(resolve))
      return now
    })
    const first = together.ask(['a'])
    await vi.waitFor(() => expect(underWay).toHaveLength(1))
    truth.now = 2
    const second = together.ask(['a'])
    await vi.waitFor(() => expect(underWay).toHaveLength(2))
    for (const end of underWay) end()
    expect(await Promise.all([first, second])).toEqual([1, 2])
  })

  it('fails for all who asked, and for nobody after them', async () => {
    const answer = vi.fn(async () => 'well')
    answer.mockRejectedValueOnce(new Error('away'))
    const together = new Together<string, string>(answer)
    const outcomes = await Promise.allSettled([together.ask(['a']), together.ask(['b'])])
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await together.ask(['a'])).toBe('well')
  })
})
