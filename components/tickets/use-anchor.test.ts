import { describe, expect, it } from 'vitest'
import { shiftBetween } from './use-anchor'

const places = (all: Record<string, number>) => new Map(Object.entries(all))
const before = places({ above: 50, a: 100, b: 145, c: 190, below: 400 })

describe('what is in sight', () => {
  it('has moved as far as most of its lines have', () => {
    const now = places({ above: 95, a: 145, b: 190, c: 235, below: 445 })
    expect(shiftBetween(before, now, 100, 135)).toBe(45)
  })

  it('has not moved because one of its lines has gone elsewhere', () => {
    const now = places({ above: 50, a: 9_000, b: 145, c: 190, below: 400 })
    expect(shiftBetween(before, now, 100, 135)).toBe(0)
  })

  it('has nothing to keep when none of it is drawn any more', () => {
    expect(shiftBetween(before, places({ far: 9_000 }), 100, 135)).toBe(0)
    expect(shiftBetween(before, places({ a: 145 }), 5_000, 135)).toBe(0)
  })
})
