/** What calls for whom. */
import { describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'
import { alertsFor, loudnessOf } from './policy'

const viewer = (who: keyof typeof cast) => ({
  personId: cast[who].id,
  role: cast[who].role,
  departmentIds: [...cast[who].departmentIds],
})

const listed = (over: Partial<Ticket> = {}, seq = 0): ListedTicket => ({
  ticket: {
    id: 't1',
    status: 'new',
    priority: 'normal',
    departmentId: departments.housekeeping.id,
    restricted: false,
    openerId: cast.felix.id,
    assigneeId: null,
    watcherIds: [],
    namedIds: [],
    mentionedIds: [],
    stateVersion: 1,
    stateChangedAt: '2026-03-01T10:00:00.000Z',
    stateChangedById: cast.felix.id,
    lastSeq: 1,
    ...over,
  } as Ticket,
  read: { seq, n: 0 },
})

const given: Partial<Ticket> = { status: 'accepted', assigneeId: cast.hana.id }

describe('a ticket that nobody has', () => {
  it('calls the members of its department who are on duty', () => {
    expect(alertsFor(viewer('hana'), [listed()], true)).toMatchObject([{ ticketId: 't1', event: 1, why: 'unassigned' }])
    expect(alertsFor(viewer('hana'), [listed()], false)).toEqual([])
  })

  it('calls nobody else, though they see it', () => {
    expect(alertsFor(viewer('felix'), [listed()], true)).toEqual([])
    expect(alertsFor(viewer('nora'), [listed()], true)).toEqual([])
  })

  it('calls no member who may not see it', () => {
    expect(alertsFor(viewer('hana'), [listed({ restricted: true })], true)).toEqual([])
    expect(alertsFor(viewer('hana'), [listed({ restricted: true, namedIds: [cast.hana.id] })], true)).toHaveLength(1)
  })

  it('is silent while it is held, and when it is over', () => {
    for (const status of ['on_hold', 'in_progress', 'done', 'closed', 'cancelled'] as const)
      expect(alertsFor(viewer('hana'), [listed({ status })], true), status).toEqual([])
  })
})

describe('a ticket that somebody was given', () => {
  it('calls its assignee alone, on duty or not', () => {
    expect(alertsFor(viewer('hana'), [listed(given)], false)).toMatchObject([{ why: 'assigned', isRead: false }])
    expect(alertsFor(viewer('rosa'), [listed(given)], true)).toEqual([])
  })

  it('does not call whoever took it themselves', () => {
    expect(alertsFor(viewer('hana'), [listed({ ...given, stateChangedById: cast.hana.id })], true)).toEqual([])
  })

  it('says when it has been read', () => {
    expect(alertsFor(viewer('hana'), [listed({ ...given, lastSeq: 4 }, 4)], true)).toMatchObject([{ isRead: true }])
  })
})

it('names urgent ones first, then those that wait longest', () => {
  const all = [
    listed({ id: 'young', stateChangedAt: '2026-03-01T10:05:00.000Z' }),
    listed({ id: 'old' }),
    listed({ id: 'urgent', priority: 'urgent', stateChangedAt: '2026-03-01T10:09:00.000Z' }),
  ]
  expect(alertsFor(viewer('hana'), all, true).map(({ ticketId }) => ticketId)).toEqual(['urgent', 'old', 'young'])
})

it('is as loud as the person wants it, of what their department is set to', () => {
  expect(loudnessOf({ volume: 0.5, isMuted: false }, 0.8)).toBeCloseTo(0.4)
  expect(loudnessOf({ volume: 1, isMuted: true }, 1)).toBe(0)
})
