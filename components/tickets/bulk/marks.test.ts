import { describe, expect, it } from 'vitest'
import { added, extended, MOST, NO_MARKS, present, toggled } from './marks'

const ORDER = ['a', 'b', 'c', 'd', 'e']
const marked = (...ids: string[]) => ids.reduce(toggled, NO_MARKS)

describe('marking tickets', () => {
  it('marks and unmarks one', () => {
    expect([...marked('a', 'c').ids]).toEqual(['a', 'c'])
    expect([...marked('a', 'c', 'a').ids]).toEqual(['c'])
  })

  it('marks a stretch from the last one, upwards or downwards, and keeps what was marked', () => {
    expect([...extended(marked('b'), 'd', ORDER).ids]).toEqual(['b', 'c', 'd'])
    expect([...extended(marked('a', 'd'), 'c', ORDER).ids].sort()).toEqual(['a', 'c', 'd'])
  })

  it('marks the one alone when the list does not show where the stretch would begin', () => {
    expect([...extended(marked('gone'), 'c', ORDER).ids]).toEqual(['gone', 'c'])
    expect([...extended(NO_MARKS, 'c', ORDER).ids]).toEqual(['c'])
    expect(extended(marked('a'), 'gone', ORDER)).toEqual(marked('a'))
  })

  it('goes on from where the last stretch ended', () => {
    const first = extended(marked('a'), 'b', ORDER)
    expect([...extended(first, 'd', ORDER).ids]).toEqual(['a', 'b', 'c', 'd'])
  })

  it('stops at as many as one looks through', () => {
    const many = Array.from({ length: MOST + 5 }, (_, index) => `${index}`)
    const full = added(NO_MARKS, many, null)
    expect(full.ids.size).toBe(MOST)
    expect(toggled(full, 'another').ids.size).toBe(MOST)
    expect(toggled(full, '0').ids.size).toBe(MOST - 1)
  })

  it('forgets what has left the board, and is the same while nothing has', () => {
    const { ids } = marked('a', 'b')
    expect(present(ids, () => true)).toBe(ids)
    expect([...present(ids, (id) => id !== 'a')]).toEqual(['b'])
  })
})
