import { describe, expect, it } from 'vitest'
import { type Candidate, exactly, suggest } from './suggest'

const place = (label: string): Candidate => ({ id: label, label, hint: '', also: [] })
const item = (label: string, ...also: string[]): Candidate => ({ id: label, label, hint: '', also })
const labels = (found: Candidate[]) => found.map(({ label }) => label)

const places = ['1412', '412', '41', '4120', 'Lift 2', 'Lobby', 'Pool bar', 'Bar'].map(place)
const items = [
  item('Towels', 'handtuch', 'bath towel'),
  item('Towel rail', 'heated rail'),
  item('Taxi', 'cab'),
  item('Blocked drain', 'sink', 'shower'),
]

describe('type-ahead', () => {
  it('puts the exact name first, then what begins with it, in the order of numbers', () => {
    expect(labels(suggest('412', places))).toEqual(['412', '4120'])
    expect(labels(suggest('41', places))).toEqual(['41', '412', '4120'])
    expect(labels(suggest('bar', places))).toEqual(['Bar', 'Pool bar'])
  })

  it('knows other words, in any language', () => {
    expect(labels(suggest('handt', items))).toEqual(['Towels'])
    expect(labels(suggest('sink', items))).toEqual(['Blocked drain'])
  })

  it('takes several words in any order, and none of them may be strange', () => {
    expect(labels(suggest('rail tow', items))).toEqual(['Towel rail'])
    expect(suggest('towels broken', items)).toEqual([])
  })

  it('has nothing to say to nothing', () => {
    expect(suggest('  ', items)).toEqual([])
  })

  it('recognises a name whatever its case', () => {
    expect(exactly(' lobby ', places)?.label).toBe('Lobby')
    expect(exactly('41 2', places)).toBeUndefined()
  })
})
