import { describe, expect, test } from 'vitest'
import type { Ticket } from '@/lib/tickets/schema'
import { draftOf, type EditDraft, editsOf, rebased, troubleOf } from './edit-draft'

const ZONE = 'Europe/Vienna'
const ticket = {
  placeId: 'room-412',
  catalogueItemId: null,
  summary: 'Towels',
  quantity: 2,
  priority: 'normal',
  dueAt: '2026-11-23T13:10:42.000Z',
} as Ticket

const drafted = (of: Ticket = ticket) => draftOf(of, '412', ZONE)
const edits = (patch: Partial<EditDraft>) => editsOf({ ...drafted(), ...patch }, ticket, ZONE)
const trouble = (patch: Partial<EditDraft>) => troubleOf({ ...drafted(), ...patch }, ticket, ZONE)

describe('what is a change', () => {
  test('nothing, when nothing was touched: not even the seconds of its time', () => {
    expect(drafted()).toMatchObject({ day: '2026-11-23', time: '14:10' })
    expect(edits({})).toEqual({})
    expect(edits({ summary: ' Towels ' })).toEqual({})
  })

  test('only what differs', () => {
    expect(edits({ quantity: '4' })).toEqual({ quantity: 4 })
    expect(edits({ place: { text: '', id: null } })).toEqual({ placeId: null })
    expect(edits({ time: '9:05' })).toEqual({ dueAt: '2026-11-23T08:05:00.000Z' })
    expect(edits({ time: '14.11' })).toEqual({ dueAt: '2026-11-23T13:11:00.000Z' })
    expect(edits({ priority: 'urgent' })).toEqual({ priority: 'urgent' })
  })
})

test.each([
  [{ place: { text: '999', id: null } }, { place: 'place' }],
  [{ summary: ' ' }, { summary: 'what' }],
  [{ summary: 'x'.repeat(201) }, { summary: 'long' }],
  [{ quantity: '0' }, { quantity: 'quantity' }],
  [{ quantity: 'four' }, { quantity: 'quantity' }],
  [{ quantity: '1000' }, { quantity: 'quantity' }],
  [{ time: '25:00' }, { due: 'time' }],
  [{ time: 'noon' }, { due: 'time' }],
  [{ day: '' }, { due: 'time' }],
  [{}, {}],
] as const)('%j is told as %j', (patch, told) => {
  expect(trouble(patch as Partial<EditDraft>)).toEqual(told)
})

test('an item needs no words of its own', () => {
  expect(troubleOf({ ...drafted(), summary: '' }, { ...ticket, catalogueItemId: 'towels' }, ZONE)).toEqual({})
})

test('carried over to a newer ticket, what was touched stays and the rest follows', () => {
  const before = drafted()
  const now = drafted({ ...ticket, quantity: 9, summary: 'Bath towels', priority: 'high' })
  const draft = { ...before, summary: 'Pool towels' }
  expect(rebased(draft, before, now)).toEqual({ ...now, summary: 'Pool towels' })
})
