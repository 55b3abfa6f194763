import { expect, it } from 'vitest'
import { dueOf } from './due'

const NOW = Date.parse('2026-01-01T12:00:00Z')
const inSeconds = (seconds: number) => new Date(NOW + seconds * 1000).toISOString()
const ticket = {
  status: 'new',
  hold: null,
  dueAt: '',
  doneAt: null,
  endedAt: null,
  stateChangedAt: inSeconds(-60),
} as const

it.each([
  [1205, { kind: 'left', minutes: 20 }],
  [1200, { kind: 'left', minutes: 20 }],
  [61, { kind: 'left', minutes: 1 }],
  [7, { kind: 'left', minutes: 1 }],
  [3, { kind: 'left', minutes: 0 }],
  [-1, { kind: 'late', minutes: 0 }],
  [-60, { kind: 'late', minutes: 1 }],
  [-4000, { kind: 'late', minutes: 66 }],
])('due in %i seconds is %j', (seconds, expected) => {
  expect(dueOf({ ...ticket, dueAt: inSeconds(seconds) }, NOW)).toEqual(expected)
})

it('is not late while the clock is stopped, or once the work is done', () => {
  const late = { ...ticket, dueAt: inSeconds(-60) }
  expect(dueOf(late, NOW).kind).toBe('late')
  const hold = { reason: 'part', until: null, from: 'new', since: inSeconds(-90) } as const
  expect(dueOf({ ...late, status: 'on_hold', hold }, NOW)).toEqual({ kind: 'held', until: null })
  expect(dueOf({ ...late, status: 'done', doneAt: inSeconds(-5) }, NOW)).toEqual({ kind: 'done', at: inSeconds(-5) })
  expect(dueOf({ ...late, status: 'cancelled' }, NOW)).toEqual({ kind: 'ended', at: inSeconds(-60) })
})
