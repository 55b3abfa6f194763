import { describe, expect, it } from 'vitest'
import { cast, castId, departments } from '@/db/cast'
import type { Actor } from '@/lib/auth/schema'
import type { ListedTicket, Ticket } from '@/lib/tickets/schema'
import { countDepartments, countViews, fold, type Line, linesOf, NO_FILTER } from './board-view'
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
const textOf = (ticket: Ticket) => fold(ticket.summary)

describe('the list', () => {
  it('puts what presses first, under headings with their counts', () => {
    const lines = linesOf(rows, NO_FILTER, actor, NOW, textOf)
    expect(ids(lines)).toEqual(idsOf(urgent, late, waiting, next, held, done))
    expect(lines.filter((line) => line.kind === 'heading')).toEqual(
      ['urgent', 'late', 'waiting', 'next', 'held', 'done'].map((group) => ({ kind: 'heading', group, count: 1 })),
    )
  })

  it('moves a ticket under "late" when its time has passed', () => {
    const lines = linesOf([next], NO_FILTER, actor, NOW + 4 * 60_000, textOf)
    expect(lines[0]).toEqual({ kind: 'heading', group: 'late', count: 1 })
  })

  it.each([
    ['mine', [late, held, done]],
    ['unassigned', [urgent, waiting]],
    ['late', [late]],
    ['done', [done]],
  ] as const)('shows of "%s" only what belongs to it', (view, expected) => {
    expect(ids(linesOf(rows, { ...NO_FILTER, view }, actor, NOW, textOf))).toEqual(idsOf(...expected))
  })

  it('finds words by their beginnings, whatever their case and accents', () => {
    const cot = row(7, { summary: 'Étagère für Zimmer 412' })
    const search = (query: string) => ids(linesOf([cot, next], { ...NO_FILTER, query }, actor, NOW, textOf))
    expect(search('etag 412')).toEqual(idsOf(cot))
    expect(search('ZIM')).toEqual(idsOf(cot))
    expect(search('immer')).toEqual([])
  })

  it('narrows to a department', () => {
    const filter = { ...NO_FILTER, departmentId: departments.engineering.id }
    expect(ids(linesOf(rows, filter, actor, NOW, textOf))).toEqual(idsOf(held))
  })
})

describe('the counts', () => {
  it('are of the rows that each view would show', () => {
    expect(countViews(rows, null, actor, NOW)).toEqual({ all: 6, mine: 3, unassigned: 2, late: 1, done: 1 })
    expect(countViews(rows, departments.engineering.id, actor, NOW)).toEqual({
      all: 1,
      mine: 1,
      unassigned: 0,
      late: 0,
      done: 0,
    })
  })

  it('are of the chosen view in each department', () => {
    expect(countDepartments(rows, 'mine', actor, NOW).get(departments.engineering.id)).toBe(1)
    expect(countDepartments(rows, 'late', actor, NOW).has(departments.engineering.id)).toBe(false)
  })
})
