import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asWallClock, dayAfter, dayOf, daysBefore, fromWallClock, isDay } from './hotel-time'

test('a day is the hotel’s, not the device’s', () => {
  expect(dayOf('2026-11-23T23:30:00Z', 'UTC')).toBe('2026-11-23')
  expect(dayOf('2026-11-23T23:30:00Z', 'Europe/Vienna')).toBe('2026-11-24')
  expect(dayOf('2026-11-23T03:30:00Z', 'America/New_York')).toBe('2026-11-22')
})

test('yesterday is one day before today, over a change of the clocks too', () => {
  expect(daysBefore('2026-03-29', '2026-03-29')).toBe(0)
  expect(daysBefore('2026-03-28', '2026-03-29')).toBe(1)
  expect(daysBefore('2026-03-29', '2026-03-30')).toBe(1)
  expect(daysBefore('2025-12-31', '2026-01-01')).toBe(1)
})

test('a day follows a day, over a change of the clocks, a month and a leap day too', () => {
  expect([dayAfter('2026-03-29'), dayAfter('2026-10-25')]).toEqual(['2026-03-30', '2026-10-26'])
  expect([dayAfter('2025-12-31'), dayAfter('2028-02-28'), dayAfter('2027-02-28')]).toEqual([
    ...['2026-01-01', '2028-02-29', '2027-03-01'],
  ])
  expect([dayAfter('2026-03-01', -1), dayAfter('2026-11-23', 7)]).toEqual(['2026-02-28', '2026-11-30'])
})

test('a moment is the same after it was shown on the wall and read back', () => {
  const zones = fc.constantFrom('UTC', 'Europe/Vienna', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe')
  const minutes = fc.integer({ min: Date.UTC(2020, 0) / 60_000, max: Date.UTC(2035, 0) / 60_000 })
  fc.assert(
    fc.property(zones, minutes, (zone, minute) => {
      const wall = asWallClock(minute * 60_000, zone)
      const back = fromWallClock(wall, zone) ?? ''
      expect(asWallClock(back, zone)).toBe(wall)
      // Where the clocks go back, a wall time is two moments.
      expect([0, 30, 60]).toContain(Math.abs(Date.parse(back) / 60_000 - minute))
    }),
  )
})

test('a time that the clocks skip is the one after; one that they repeat, the first', () => {
  expect(fromWallClock('2026-03-29T02:30', 'Europe/Vienna')).toBe('2026-03-29T01:30:00.000Z')
  expect(fromWallClock('2026-10-25T02:30', 'Europe/Vienna')).toBe('2026-10-25T00:30:00.000Z')
})

test('a day has an end, also the last that can be asked for', () => {
  expect(fromWallClock(`${dayAfter('2199-12-31')}T00:00`, 'UTC')).toBe('2200-01-01T00:00:00.000Z')
})

test('what is no time is none', () => {
  for (const wall of [
    '',
    '2026-03-29',
    '2026-13-29T10:00',
    '2026-02-31T10:00',
    '0002-11-20T10:00',
    '2026-03-29T25:00',
    'noon',
  ])
    expect(fromWallClock(wall, 'UTC')).toBeNull()
})

test('a day is one of the calendar, and whole', () => {
  expect(['2026-11-20', '1999-12-31', '2028-02-29'].filter((day) => !isDay(day))).toEqual([])
  const none = [
    '',
    '0002-11-20',
    '0000-01-01',
    '9999-99-99',
    '2026-02-31',
    '2026-13-01',
    '20261120',
    '2026-11-20T10:00',
  ]
  expect(none.filter(isDay)).toEqual([])
})
