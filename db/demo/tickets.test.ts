import { expect, test } from 'vitest'
import { cast } from '@/db/cast'
import { canSee } from '@/lib/tickets/policy'
import { lastShown, nextShown } from './clock'
import { play } from './play'
import { planAll } from './schedule'
import { accept, close, complete, mention, type Step, type Thread } from './thread'
import { demoTickets, threads } from './tickets'

const now = new Date('2026-11-24T13:40:00Z')
const numbers = threads.map((_, index) => 1001 + index)
const demo = (options: { seed?: number; now?: Date } = {}) =>
  demoTickets({ seed: 1, now, numbers, accessVersion: 1, ...options })

test('the same seed and now give the same rows, another seed gives others', () => {
  const rows = (seed: number) => {
    const { stories, reads } = demo({ seed })
    return { reads, stories: stories.map(({ plan: _, ...story }) => story) }
  }
  const first = rows(1)
  expect(rows(1)).toEqual(first)
  expect(rows(2)).not.toEqual(first)
})

// Nights, noons, both changes of the clocks and a turn of the year.
test.each([
  '2026-11-24T13:40:00Z',
  '2026-11-24T01:05:00Z',
  '2026-11-24T07:22:00Z',
  '2026-03-29T00:59:00Z',
  '2026-03-29T02:30:00Z',
  '2026-10-25T00:30:00Z',
  '2026-10-25T01:30:00Z',
  '2026-12-31T23:30:00Z',
])('at %s everything has happened, in order, within the last days', (moment) => {
  const then = new Date(moment)
  for (const { entries, ticket } of demo({ now: then }).stories) {
    const times = entries.map(({ at }) => at.getTime())
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(entries.at(-1)?.receivedAt.getTime()).toBeLessThanOrEqual(then.getTime())
    expect(then.getTime() - ticket.openedAt.getTime()).toBeLessThan(4 * 86_400_000)
  }
})

test('nobody reads what they may not see', () => {
  const { stories, reads } = demo()
  const people = new Map(Object.values(cast).map((one) => [one.id, { ...one, personId: one.id }]))
  for (const { ticketId, personId, seq } of reads) {
    const entry = stories.find(({ ticket }) => ticket.id === ticketId)?.entries[seq - 1]
    const person = people.get(personId)
    expect(entry && person && canSee(person, entry.delivery.after)).toBe(true)
  }
})

const playSteps = (steps: Step[], more: Partial<Thread> = {}) => {
  const thread: Thread = { name: 'one', when: { ago: 60 }, by: 'felix', place: '412', item: 'towels', steps, ...more }
  const house = { now, zone: 'Europe/Vienna', accessVersion: 1 }
  return planAll([thread], { seed: 1, now, zone: house.zone }).map((plan) => play(plan, 1001, house))
}

test('a history that could not have happened is refused', () => {
  const possible: Step[] = [
    [2, 'hana', accept],
    [9, 'hana', complete],
    [12, 'felix', close],
  ]
  expect(playSteps(possible)).toHaveLength(1)
  expect(() => playSteps([[2, 'marco', accept]])).toThrow(/may not accept/)
  expect(() => playSteps([[2, 'marco', 'I can see this?']])).toThrow(/does not see/)
  expect(() => playSteps([[2, 'hana', complete]])).toThrow(/may not complete while new/)
  expect(() => playSteps([...possible.slice(0, 2), [12, 'hana', close]])).toThrow(/may not close/)
  expect(() => playSteps([[2, 'clock', 'tick']])).toThrow(/nothing to do/)
  expect(() => playSteps([[61, 'hana', accept]])).toThrow(/after now/)
  expect(() => playSteps([], { place: '421' })).toThrow(/no place/)
  expect(() => playSteps([], { fields: { colour: 'blue' } })).toThrow(/unknown_field/)
})

test('a mention grants sight, but not on a restricted ticket', () => {
  const steps: Step[] = [
    [2, 'felix', mention('@Marco come and see', 'marco')],
    [3, 'marco', 'I am here'],
  ]
  expect(playSteps(steps)[0]?.entries).toHaveLength(3)
  expect(() => playSteps(steps, { restrictedTo: ['helen'] })).toThrow(/does not see/)
})

test('the hotel’s clock keeps its time when the clocks change', () => {
  const zone = 'Europe/Vienna'
  const afterTheChange = new Date('2026-10-25T12:00:00Z')
  expect(lastShown('08:00', afterTheChange, zone).toISOString()).toBe('2026-10-25T07:00:00.000Z')
  expect(lastShown('14:00', afterTheChange, zone).toISOString()).toBe('2026-10-24T12:00:00.000Z')
  expect(nextShown('12:00', new Date('2026-03-28T12:00:00Z'), zone).toISOString()).toBe('2026-03-29T10:00:00.000Z')
})
