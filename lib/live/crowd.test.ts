import { describe, expect, it } from 'vitest'
import { Crowd, LIST_MS } from './crowd'

const arrive = (crowd: Crowd, count: number, now: number) => Array.from({ length: count }, () => crowd.come(now))

describe('when lists are read', () => {
  it('is at once where few come, however often', () => {
    const crowd = new Crowd()
    for (let minute = 0; minute < 10; minute++)
      expect(new Set(arrive(crowd, 20, minute * 60_000)), `minute ${minute}`).toEqual(new Set([0]))
  })

  it('is later for each of a crowd, so that no more read than a process can answer', () => {
    const within = arrive(new Crowd(), 3_000, 0)
    const late = within.filter((ms) => ms > 0)
    expect(late.length).toBeGreaterThan(2_900)
    expect(late).toEqual([...late].sort((a, b) => a - b))
    expect(within.at(-1)).toBeGreaterThanOrEqual(3_000 * LIST_MS)
  })

  it('is at once again when the crowd has read', () => {
    const crowd = new Crowd()
    arrive(crowd, 1_000, 0)
    expect(crowd.come(1_000 * LIST_MS)).toBe(0)
  })

  it('is spread as well where all who are here must read anew', () => {
    expect(new Crowd().reread(10, 0)).toBe(0)
    expect(new Crowd().reread(2_000, 0)).toBe(2_000 * LIST_MS)
  })
})
