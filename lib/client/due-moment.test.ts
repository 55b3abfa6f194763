import { describe, expect, it } from 'vitest'
import type { Due } from '@/lib/tickets/quick/times'
import { momentOf } from './due-moment'

const at = (hour: number, more: Partial<Extract<Due, { kind: 'at' }>> = {}): Due => ({
  kind: 'at',
  hour,
  minute: 0,
  day: null,
  isEither: false,
  ...more,
})
const VIENNA = 'Europe/Vienna'
// 15:00 in Vienna.
const AFTERNOON = Date.parse('2026-11-24T14:00:00Z')

describe('a time that was said', () => {
  it.each<[string, Due, string]>([
    ['in 20 minutes', { kind: 'in', minutes: 20 }, '2026-11-24T14:20:00.000Z'],
    ['later today', at(18), '2026-11-24T17:00:00.000Z'],
    ['over for today', at(14), '2026-11-25T13:00:00.000Z'],
    ['at seven, in the afternoon', at(7, { isEither: true }), '2026-11-24T18:00:00.000Z'],
    ['at two, when two has passed', at(2, { isEither: true }), '2026-11-25T01:00:00.000Z'],
    ['at twelve', at(12, { isEither: true }), '2026-11-24T23:00:00.000Z'],
    ['tomorrow at eight', at(8, { day: 1 }), '2026-11-25T07:00:00.000Z'],
    ['midnight', at(0), '2026-11-24T23:00:00.000Z'],
    ['today, though it is over', at(14, { day: 0 }), '2026-11-24T13:00:00.000Z'],
  ])('%s', (_, due, expected) => {
    expect(momentOf(due, AFTERNOON, VIENNA)).toBe(expected)
  })

  it('is the hotel’s, over a change of the clocks too', () => {
    const evening = Date.parse('2026-10-24T18:00:00Z')
    expect(momentOf(at(8), evening, VIENNA)).toBe('2026-10-25T07:00:00.000Z')
    expect(momentOf(at(8), evening, 'UTC')).toBe('2026-10-25T08:00:00.000Z')
  })
})
