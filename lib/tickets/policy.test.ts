/** The rules of the house, cell by cell, written out here once more so that neither can change alone. */
import { describe, expect, it } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import type { Role } from '@/lib/people/schema'
import {
  ACTIONS,
  type Action,
  canSee,
  compareForBoard,
  isEntitled,
  isInvolved,
  isLate,
  isStale,
  may,
  unreadFor,
} from './policy'
import type { Audience, Status, Ticket } from './schema'

const HOUSEKEEPING = 'housekeeping'
const ME = 'me'

const person = (role: Role, ...departmentIds: string[]): Pick<Actor, 'personId' | 'role' | 'departmentIds'> => ({
  personId: ME,
  role,
  departmentIds,
})

const audience = (over: Partial<Audience> = {}): Audience => ({
  departmentId: HOUSEKEEPING,
  restricted: false,
  openerId: 'felix',
  assigneeId: null,
  watcherIds: ['somebody'],
  namedIds: ['somebody'],
  mentionedIds: ['somebody'],
  mentionedDepartmentIds: ['elsewhere'],
  ...over,
})

describe('who sees a ticket', () => {
  const RELATIONS: Record<string, Partial<Audience>> = {
    nothing: {},
    opener: { openerId: ME },
    assignee: { assigneeId: ME },
    watching: { watcherIds: ['somebody', ME] },
    named: { namedIds: ['somebody', ME] },
    mentioned: { mentionedIds: ['somebody', ME] },
    department: { mentionedDepartmentIds: ['elsewhere', 'engineering'] },
  }
  const WHO = {
    attendant: person('attendant', 'engineering'),
    member: person('attendant', 'engineering', HOUSEKEEPING),
    dispatcher: person('dispatcher', HOUSEKEEPING),
    admin: person('admin', HOUSEKEEPING),
    manager: person('manager'),
  }
  const TABLE = {
    open: {
      //           attendant member dispatcher admin manager
      nothing: '   no        yes    yes        yes   yes',
      opener: '    yes       yes    yes        yes   yes',
      assignee: '  yes       yes    yes        yes   yes',
      watching: '  yes       yes    yes        yes   yes',
      named: '     yes       yes    yes        yes   yes',
      mentioned: ' yes       yes    yes        yes   yes',
      department: 'yes       yes    yes        yes   yes',
    },
    restricted: {
      nothing: '   no        no     no         no    yes',
      opener: '    yes       yes    yes        yes   yes',
      assignee: '  yes       yes    yes        yes   yes',
      watching: '  no        no     no         no    yes',
      named: '     yes       yes    yes        yes   yes',
      mentioned: ' no        no     no         no    yes',
      department: 'no        no     no         no    yes',
    },
  }
  for (const [kind, rows] of Object.entries(TABLE))
    for (const [relation, row] of Object.entries(rows))
      for (const [column, [who, viewer]] of Object.entries(WHO).entries())
        it(`${kind}: ${who}, ${relation}`, () => {
          const ticket = audience({ ...RELATIONS[relation], restricted: kind === 'restricted' })
          expect(canSee(viewer, ticket)).toBe(row.trim().split(/\s+/)[column] === 'yes')
        })
})

/**
 * Who may do what when. v: sees it only (watches, or is mentioned) · m: member of the owning department · o: opener ·
 * s: assignee · d: dispatcher · x: admin · g: manager. `held_new` is on hold before anybody accepted, `held` after.
 */
const MAY: Record<Action, string> = {
  //                 new      accepted in_progress held_new held    done     closed   cancelled
  accept: `          mdxg     -        -           -        -       -        -        -`,
  take_over: `       -        msdxg    msdxg       mdxg     msdxg   -        -        -`,
  release: `         -        msdxg    msdxg       mdxg     msdxg   -        -        -`,
  start: `           -        msdxg    -           -        -       -        -        -`,
  hold: `            mdxg     msdxg    msdxg       -        -       -        -        -`,
  resume: `          -        -        -           mdxg     msdxg   -        -        -`,
  complete: `        -        msdxg    msdxg       -        -       -        -        -`,
  send_back: `       -        -        -           -        -       odxg     -        -`,
  close: `           -        -        -           -        -       odxg     -        -`,
  reopen: `          -        -        -           -        -       -        odxg     odxg`,
  cancel: `          odxg     odxg     odxg        odxg     odxg    -        -        -`,
  assign: `          dxg      dxg      dxg         dxg      dxg     -        -        -`,
  unassign: `        -        dxg      dxg         dxg      dxg     -        -        -`,
  transfer: `        mdxg     msdxg    msdxg       mdxg     msdxg   -        -        -`,
  edit: `            odxg     dxg      dxg         odxg     dxg     dxg      -        -`,
  restrict: `        odxg     odxg     odxg        odxg     odxg    odxg     odxg     odxg`,
  lift_restriction: `g        g        g           g        g       g        g        g`,
  add_watcher: `     modxg    mosdxg   mosdxg      modxg    mosdxg  mosdxg   mosdxg   mosdxg`,
  remove_watcher: `  odxg     odxg     odxg        odxg     odxg    odxg     odxg     odxg`,
  guest: `           odxg     odxg     odxg        odxg     odxg    odxg     odxg     odxg`,
  call_back: `       odxg     odxg     odxg        odxg     odxg    odxg     odxg     odxg`,
  fill: `            modxg    mosdxg   mosdxg      modxg    mosdxg  mosdxg   mosdxg   -`,
  move_guest: `      odxg     odxg     odxg        odxg     odxg    odxg     -        -`,
  write: `           vmodxg   vmosdxg  vmosdxg     vmodxg   vmosdxg vmosdxg  vmosdxg  vmosdxg`,
}

const COLUMNS = ['new', 'accepted', 'in_progress', 'held_new', 'held', 'done', 'closed', 'cancelled'] as const
type Column = (typeof COLUMNS)[number]

const IN: Record<Column, { status: Status; hold: Ticket['hold'] }> = {
  new: { status: 'new', hold: null },
  accepted: { status: 'accepted', hold: null },
  in_progress: { status: 'in_progress', hold: null },
  held_new: { status: 'on_hold', hold: { reason: 'part', until: null, from: 'new', since: '2026-01-01T00:00:00Z' } },
  held: { status: 'on_hold', hold: { reason: 'part', until: null, from: 'accepted', since: '2026-01-01T00:00:00Z' } },
  done: { status: 'done', hold: null },
  closed: { status: 'closed', hold: null },
  cancelled: { status: 'cancelled', hold: null },
}

const PARTIES = {
  v: [person('attendant'), { watcherIds: [ME] }],
  m: [person('attendant', HOUSEKEEPING), {}],
  o: [person('attendant'), { openerId: ME }],
  s: [person('attendant'), { assigneeId: ME }],
  d: [person('dispatcher'), {}],
  x: [person('admin'), {}],
  g: [person('manager'), {}],
} as const satisfies Record<string, readonly [ReturnType<typeof person>, Partial<Audience>]>

const cell = (action: Action, column: Column) => MAY[action].trim().split(/\s+/)[COLUMNS.indexOf(column)] ?? ''
const isNobodys = (column: Column) => column === 'new' || column === 'held_new'

describe('who may do what, and when', () => {
  for (const action of ACTIONS)
    for (const column of COLUMNS)
      it(`${action} when ${column}`, () => {
        const allowed = Object.entries(PARTIES)
          .filter(([letter]) => letter !== 's' || !isNobodys(column))
          .filter(([, [viewer, over]]) => {
            const assigneeId = isNobodys(column) ? null : 'hana'
            return may(viewer, { ...audience({ assigneeId, ...over }), ...IN[column] }, action)
          })
        const expected = cell(action, column).replace('-', '')
        expect(new Set(allowed.map(([letter]) => letter))).toEqual(new Set(expected))
      })

  it('gives nobody anything on a ticket they do not see', () => {
    const unseen = [
      [person('attendant', 'engineering'), audience()],
      [person('attendant', HOUSEKEEPING), audience({ restricted: true })],
      [person('dispatcher', HOUSEKEEPING), audience({ restricted: true, watcherIds: [ME], mentionedIds: [ME] })],
      [person('attendant', 'spa'), audience({ mentionedDepartmentIds: ['engineering'] })],
      [person('attendant', 'spa'), audience({ restricted: true, mentionedDepartmentIds: ['spa'] })],
      [person('admin', HOUSEKEEPING), audience({ restricted: true })],
    ] as const
    for (const [viewer, ticket] of unseen)
      for (const action of ACTIONS)
        for (const column of COLUMNS) expect(isEntitled(viewer, { ...ticket, ...IN[column] }, action)).toBe(false)
  })

  it('lets a restricted ticket be worked on by those of the department who were named', () => {
    const ticket = { ...audience({ restricted: true, namedIds: [ME] }), ...IN.new }
    expect(may(person('attendant', HOUSEKEEPING), ticket, 'accept')).toBe(true)
    expect(may(person('attendant', 'engineering'), ticket, 'accept')).toBe(false)
    expect(may(person('attendant', 'engineering'), ticket, 'write')).toBe(true)
    expect(may(person('dispatcher'), ticket, 'lift_restriction')).toBe(false)
  })

  it('adds up what somebody is to a ticket', () => {
    const both = { ...audience({ openerId: ME, assigneeId: ME }), ...IN.accepted }
    expect(may(person('attendant'), both, 'start')).toBe(true)
    expect(may(person('attendant'), both, 'cancel')).toBe(true)
    // The opener's right to edit ended with accepting, also for an opener who accepted it.
    expect(may(person('attendant', HOUSEKEEPING), both, 'edit')).toBe(false)
  })
})

describe('small rules', () => {
  it('calls a change stale when the state has moved since, and only then', () => {
    expect(isStale({ stateVersion: 3 }, 2)).toBe(true)
    expect(isStale({ stateVersion: 3 }, 3)).toBe(false)
    expect(isStale({ stateVersion: 3 }, 9)).toBe(false)
    expect(isStale({ stateVersion: 3 }, undefined)).toBe(false)
  })

  it('counts unread where somebody is involved, and shows a dot elsewhere', () => {
    const me = person('attendant', 'engineering')
    const counts = { messageCount: 5 }
    const read = { n: 2 }
    for (const over of [
      { openerId: ME },
      { assigneeId: ME },
      { watcherIds: [ME] },
      { namedIds: [ME] },
      { mentionedIds: [ME] },
      { mentionedDepartmentIds: ['engineering'] },
    ]) {
      expect(isInvolved(me, audience(over))).toBe(true)
      expect(unreadFor(me, { ...audience(over), ...counts }, read)).toEqual({ count: 3, some: true })
    }
    expect(unreadFor(me, { ...audience(), ...counts }, read)).toEqual({ count: 0, some: true })
    expect(unreadFor(me, { ...audience({ openerId: ME }), ...counts }, { n: 5 })).toEqual({
      count: 0,
      some: false,
    })
  })

  const NOON = Date.parse('2026-03-01T12:00:00Z')
  const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString()

  it('is late only while the clock runs', () => {
    const late = (status: Status, dueAt: string) => isLate({ status, dueAt }, NOON)
    for (const status of ['new', 'accepted', 'in_progress'] as const) {
      expect(late(status, at(-1))).toBe(true)
      expect(late(status, at(1))).toBe(false)
    }
    for (const status of ['on_hold', 'done', 'closed', 'cancelled'] as const) expect(late(status, at(-1))).toBe(false)
  })

  it('puts urgent and unaccepted first, then late, then unaccepted over 10 minutes, then due soonest', () => {
    let number = 0
    const ticket = (name: string, over: Partial<Ticket>) =>
      ({
        id: name,
        number: ++number,
        priority: 'normal',
        status: 'accepted',
        openedAt: at(-1),
        dueAt: at(60),
        ...over,
      }) as Ticket
    const inOrder = [
      ticket('urgent and unaccepted', { priority: 'urgent', status: 'new' }),
      ticket('urgent and unaccepted, due later', { priority: 'urgent', status: 'new', dueAt: at(90) }),
      ticket('very late', { dueAt: at(-30) }),
      ticket('late', { status: 'in_progress', dueAt: at(-5) }),
      ticket('unaccepted for long', { status: 'new', openedAt: at(-11), dueAt: at(90) }),
      ticket('due soon', { dueAt: at(5) }),
      ticket('urgent, but accepted', { priority: 'urgent', dueAt: at(6) }),
      ticket('unaccepted for ten minutes', { status: 'new', openedAt: at(-10), dueAt: at(7) }),
      ticket('due at the same time, opened earlier', { dueAt: at(60) }),
      ticket('due at the same time', { dueAt: at(60) }),
      ticket('held, though past its time', { status: 'on_hold', dueAt: at(-60) }),
      ticket('done', { status: 'done', dueAt: at(-90) }),
      ticket('closed', { status: 'closed', dueAt: at(-99) }),
    ]
    const sorted = inOrder.toReversed().toSorted(compareForBoard(NOON))
    expect(sorted.map(({ id }) => id)).toEqual(inOrder.map(({ id }) => id))
  })
})
