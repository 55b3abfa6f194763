import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cast, castId, departments } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import { compareForBoard, isLate } from '@/lib/tickets/policy'
import type { HoldReason, ListedTicket, Ticket } from '@/lib/tickets/schema'
import {
  BOARD_VIEWS,
  countAll,
  type Filter,
  fold,
  isSameFilter,
  type Line,
  linesOf,
  NO_FILTER,
  type Sight,
} from './board-view'
import { aTicket } from './model-hotel'

const NOW = Date.parse('2026-01-01T12:00:00Z')
const minutes = (count: number) => new Date(NOW + count * 60_000).toISOString()

const { hana } = cast
const actor: Actor = { ...hana, personId: hana.id, departmentIds: [...hana.departmentIds], sessionId: castId(8, 1) }

const row = (number: number, change: Partial<Ticket>): ListedTicket => ({
  ticket: aTicket(number, { openedAt: minutes(-5), dueAt: minutes(30), ...change }),
  read: { seq: 0, n: 0 },
})

const urgent = row(1, { priority: 'urgent' })
const late = row(2, { status: 'accepted', assigneeId: actor.personId, dueAt: minutes(-8) })
const waiting = row(3, { openedAt: minutes(-11) })
const next = row(4, { status: 'in_progress', assigneeId: castId(2, 9), dueAt: minutes(3) })
const held = row(5, { status: 'on_hold', assigneeId: actor.personId, departmentId: departments.engineering.id })
const done = row(6, { status: 'done', assigneeId: actor.personId })
const rows = [done, held, next, waiting, late, urgent]

const ids = (lines: Line[]) => lines.flatMap((line) => (line.kind === 'ticket' ? [line.id] : []))
const idsOf = (...listed: ListedTicket[]) => listed.map(({ ticket }) => ticket.id)
const FLOOR = castId(3, 1)
const onFloor = row(8, { placeId: castId(3, 2), status: 'on_hold', hold: holdFor('no_access') })
const sightAt = (now: number): Sight => ({
  actor,
  now,
  within: (placeId) => (placeId === castId(3, 2) ? [placeId, FLOOR] : [placeId]),
  textOf: (ticket) => fold(ticket.summary),
})
const sight = sightAt(NOW)

function holdFor(reason: HoldReason): Ticket['hold'] {
  return { reason, until: null, from: 'new', since: minutes(-1) }
}

describe('the list', () => {
  it('puts what presses first, under headings with their counts', () => {
    const lines = linesOf(rows, NO_FILTER, sight)
    expect(ids(lines)).toEqual(idsOf(urgent, late, waiting, next, held, done))
    expect(lines.filter((line) => line.kind === 'heading')).toEqual(
      ['urgent', 'late', 'waiting', 'next', 'held', 'done'].map((group) => ({ kind: 'heading', group, count: 1 })),
    )
  })

  it('moves a ticket under "late" when its time has passed', () => {
    const lines = linesOf([next], NO_FILTER, sightAt(NOW + 4 * 60_000))
    expect(lines[0]).toEqual({ kind: 'heading', group: 'late', count: 1 })
  })

  it.each([
    ['mine', [late, held, done]],
    ['unassigned', [urgent, waiting]],
    ['late', [late]],
    ['guest', []],
    ['done', [done]],
  ] as const)('shows of "%s" only what belongs to it', (view, expected) => {
    expect(ids(linesOf(rows, { ...NO_FILTER, view }, sight))).toEqual(idsOf(...expected))
  })

  it('finds words by their beginnings, whatever their case and accents', () => {
    const cot = row(7, { summary: 'Étagère für Zimmer 412' })
    const search = (query: string) => ids(linesOf([cot, next], { ...NO_FILTER, query }, sight))
    expect(search('etag 412')).toEqual(idsOf(cot))
    expect(search('ZIM')).toEqual(idsOf(cot))
    expect(search('immer')).toEqual([])
  })

  it('says of what is on hold that it waits for a guest only where somebody is wanted at the door', () => {
    const reasons: HoldReason[] = ['do_not_disturb', 'guest_asked_later', 'no_access', 'part', 'vendor']
    const all = reasons.map((reason, at) => row(10 + at, { status: 'on_hold', hold: holdFor(reason) }))
    expect(ids(linesOf(all, { ...NO_FILTER, view: 'guest' }, sight))).toEqual(idsOf(...all.slice(0, 3)))
  })

  it('narrows to a floor with all that is on it, and to a person', () => {
    const shown = (change: Partial<Filter>) => ids(linesOf([...rows, onFloor], { ...NO_FILTER, ...change }, sight))
    expect(shown({ floorId: FLOOR })).toEqual(idsOf(onFloor))
    expect(shown({ assigneeId: castId(2, 9) })).toEqual(idsOf(next))
  })

  it('is, whenever it is asked, in the order that the policy says', () => {
    const moves = fc.record({
      priority: fc.constantFrom('normal', 'urgent'),
      status: fc.constantFrom('new', 'accepted', 'on_hold', 'done'),
      openedAt: fc.integer({ min: -15, max: 0 }).map(minutes),
      dueAt: fc.integer({ min: -5, max: 5 }).map(minutes),
    }) as fc.Arbitrary<Partial<Ticket>>
    const later = fc.array(fc.integer({ min: -2, max: 20 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 12 }), later, (changes, moments) => {
        const all = changes.map((change, at) => row(at, change))
        for (const minute of moments) {
          const now = NOW + minute * 60_000
          const expected = all.map(({ ticket }) => ticket).sort(compareForBoard(now))
          expect(ids(linesOf(all, NO_FILTER, sightAt(now)))).toEqual(expected.map(({ id }) => id))
          expect(countAll(all, NO_FILTER, [], sightAt(now)).views.late).toBe(
            expected.filter((ticket) => isLate(ticket, now)).length,
          )
        }
      }),
    )
  })

  it('narrows to a department', () => {
    const filter = { ...NO_FILTER, departmentId: departments.engineering.id }
    expect(ids(linesOf(rows, filter, sight))).toEqual(idsOf(held))
  })
})

describe('who is owed a call', () => {
  const open = row(20, { callBack: 'owed', status: 'accepted', assigneeId: actor.personId })
  const over = row(21, { callBack: 'owed', status: 'done', assigneeId: actor.personId })
  const ended = row(22, { callBack: 'owed', status: 'closed', assigneeId: actor.personId, dueAt: minutes(-30) })
  const called = row(23, { callBack: 'content', status: 'done', assigneeId: actor.personId })
  const all = [open, over, ended, called]

  it('is in the view of calls also when all is over, first those who can be called now', () => {
    expect(ids(linesOf(all, { ...NO_FILTER, view: 'call_back' }, sight))).toEqual(idsOf(over, ended, open))
    expect(countAll(all, NO_FILTER, [], sight).views.call_back).toBe(3)
  })

  it('is in no other view once it is closed', () => {
    for (const view of BOARD_VIEWS.filter((one) => one !== 'call_back'))
      expect(ids(linesOf(all, { ...NO_FILTER, view }, sight))).not.toContain(ended.ticket.id)
    expect(countAll(all, NO_FILTER, [{ ...NO_FILTER, view: 'mine' }], sight)).toMatchObject({
      views: { all: 3, mine: 3, done: 2 },
      saved: [3],
    })
  })
})

describe('the counts', () => {
  const count = (filter: Partial<Filter>, saved: Filter[] = []) =>
    countAll([...rows, onFloor], { ...NO_FILTER, ...filter }, saved, sight)

  it('are of the rows that each view would show', () => {
    expect(count({}).views).toEqual({ all: 7, mine: 3, unassigned: 3, late: 1, guest: 1, done: 1, call_back: 0 })
    const one = { mine: 1, unassigned: 0, late: 0, guest: 0, done: 0, call_back: 0 }
    expect(count({ departmentId: departments.engineering.id }).views).toEqual({ all: 1, ...one })
  })

  it('are of the chosen view in each department and on each floor', () => {
    expect(count({ view: 'mine' }).departments.get(departments.engineering.id)).toBe(1)
    expect(count({ view: 'late' }).departments.has(departments.engineering.id)).toBe(false)
    expect(count({}).floors.get(FLOOR)).toBe(1)
    expect(count({ view: 'mine' }).floors.has(FLOOR)).toBe(false)
  })

  it('are of each kept view whatever is looked at', () => {
    const saved: Filter[] = [
      { ...NO_FILTER, view: 'mine' },
      { ...NO_FILTER, floorId: FLOOR },
      { ...NO_FILTER, query: 'nothing like it' },
    ]
    expect(count({ view: 'done', query: 'x' }, saved).saved).toEqual([3, 1, 0])
  })
})

describe('two filters', () => {
  it('are the same where they show the same', () => {
    expect(isSameFilter(NO_FILTER, { ...NO_FILTER, query: ' ' })).toBe(true)
    for (const change of [
      { view: 'late' },
      { floorId: FLOOR },
      { assigneeId: actor.personId },
      { query: 'x' },
    ] as const)
      expect(isSameFilter(NO_FILTER, { ...NO_FILTER, ...change })).toBe(false)
  })
})
