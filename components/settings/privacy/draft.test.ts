import { expect, it } from 'vitest'
import { draftOf, isChanged, NO_RULE, rulesOf, wrongIn } from './draft'

const rules = [
  { departmentId: 'b', months: 12, way: 'strip' as const },
  { departmentId: 'a', months: 60, way: 'erase' as const },
]

it('is what is set until something is typed, and what is not typed is no rule', () => {
  const draft = draftOf({ rules })
  expect(rulesOf(draft)).toEqual([rules[1], rules[0]])
  expect(isChanged(draft, { rules })).toBe(false)
  expect(isChanged(new Map(draft).set('c', NO_RULE), { rules })).toBe(false)
  expect(isChanged(new Map(draft).set('b', NO_RULE), { rules })).toBe(true)
})

it('names what is no number of months', () => {
  const typed = (months: string) => new Map([['a', { ...NO_RULE, months }]])
  for (const months of ['', '1', '240']) expect([months, wrongIn(typed(months), 240).size]).toEqual([months, 0])
  for (const months of ['0', '241', '-3', '1.5', 'x', '1e2'])
    expect([months, wrongIn(typed(months), 240).size]).toEqual([months, 1])
})
