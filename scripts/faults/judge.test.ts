/** The judge itself: with true evidence it is silent, and each forgery it names. */
import { expect, test } from 'vitest'
import { digestOf, type Line } from './book'
import { judge } from './judge'
import { type Evidence, type Glimpse, NAMES, type Row, type Said, type Verdict } from './testimony'

const audience = (departmentId: string): Row['after'] => ({
  departmentId,
  restricted: false,
  openerId: 'felix',
  assigneeId: null,
  watcherIds: [],
  namedIds: [],
  mentionedIds: [],
  mentionedDepartmentIds: [],
})

/** Five messages in one ticket of housekeeping; before the fourth, Maria left the department. */
function truth(): Evidence & { lines: Line[] } {
  const seqs = [1, 2, 3, 4, 5]
  const entries = seqs.map((seq) => ({ seq, id: `m${seq}`, digest: digestOf('towels') }))
  const common = { ticketId: 't', digest: digestOf('towels') }
  const lines = entries.map(
    ({ seq, id }): Line => ({ ...common, id, seq, personId: 'felix', op: 'message', outcome: 'ok' }),
  )
  const journal = entries.map(
    ({ seq, id }): Row => ({
      ...common,
      id,
      seq,
      kind: 'message',
      authorId: 'felix',
      state: seq === 1 ? 'new' : null,
      after: audience('housekeeping'),
      accessVersion: seq < 4 ? 1 : 2,
      at: seq * 10,
    }),
  )
  const viewer = (personId: string, ...departmentIds: string[]) => ({
    personId,
    role: 'attendant' as const,
    departmentIds,
  })
  const received = (upTo: number) => new Set(seqs.slice(0, upTo).map((seq) => `t:${seq}`))
  return {
    lines,
    journal,
    damaged: [],
    copies: [
      { name: 'api', ticketId: 't', entries: [...entries], isWhole: true },
      { name: 'redis', ticketId: 't', entries: entries.slice(2), isWhole: false },
    ],
    bus: seqs.map((seq) => `t:${seq}`),
    screens: [
      {
        who: 'hana',
        rights: [{ from: 0, viewer: viewer('hana', 'housekeeping') }],
        threads: new Map([['t', { from: 1, entries: entries.slice(1), mayEndEarly: false }]]),
        received: received(5),
        afterGone: [],
      },
      {
        who: 'maria',
        rights: [
          { from: 0, viewer: viewer('maria', 'housekeeping') },
          { from: 2, viewer: viewer('maria', 'engineering') },
        ],
        threads: new Map([['t', { from: 1, entries: entries.slice(1, 3), mayEndEarly: true }]]),
        received: received(3),
        afterGone: [],
      },
    ],
    boards: [{ who: 'hana', shown: new Map([['t', 'new, 5']]), fresh: new Map([['t', 'new, 5']]) }],
  }
}

/** Somebody typed, and Maria was told at this time, who had been told that the ticket is gone. */
const glimpse = (at: number): Glimpse => ({ ticketId: 't', event: 'typing', goneSeq: 3, at })
const found = (verdict: Verdict) => NAMES.filter((name) => verdict[name].length > 0)
const shownTo = (evidence: Evidence, who: number) => evidence.screens[who]?.threads.get('t')?.entries as Said[]

test('true evidence is not complained about', () => {
  expect(found(judge(truth()))).toEqual([])
})

const forgeries: [string, (evidence: ReturnType<typeof truth>) => unknown, (typeof NAMES)[number]][] = [
  ['an acknowledged entry gone from the journal', (e) => e.journal.pop(), 'lost'],
  ['an entry that a screen was never shown', (e) => shownTo(e, 0).pop(), 'lost'],
  ['a hole on a screen that may end early', (e) => shownTo(e, 1).shift(), 'lost'],
  ['an entry missing from a fresh load', (e) => e.copies[0]?.entries.pop(), 'lost'],
  ['a hole in the tail in Redis', (e) => e.copies[1]?.entries.splice(1, 1), 'lost'],
  ['an entry shown twice', (e) => shownTo(e, 0).push({ seq: 5, id: 'm5', digest: digestOf('towels') }), 'twice'],
  ['an entry on the bus twice', (e) => e.bus.push('t:2'), 'twice'],
  ['a message that nobody sent', (e) => e.lines.pop(), 'invented'],
  ['a refused message kept', (e) => Object.assign(e.lines[2] ?? {}, { outcome: 'refused' }), 'invented'],
  ['a message with another text', (e) => Object.assign(e.journal[2] ?? {}, { digest: digestOf('soap') }), 'invented'],
  [
    'an entry only a screen knows',
    (e) => shownTo(e, 0).push({ seq: 6, id: 'm6', digest: digestOf('towels') }),
    'invented',
  ],
  [
    'another text on a screen',
    (e) => shownTo(e, 0).splice(0, 1, { seq: 2, id: 'm2', digest: digestOf('soap') }),
    'invented',
  ],
  ['another text in Redis', (e) => e.copies[1]?.entries.splice(0, 1, { seq: 3, id: 'm3', digest: '' }), 'invented'],
  [
    'a row that its digest does not hold',
    (e) => e.damaged.push({ ticketId: 't', seq: 2, damage: 'changed' }),
    'invented',
  ],
  ['a row that the digests miss', (e) => e.damaged.push({ ticketId: 't', seq: 2, damage: 'missing' }), 'lost'],
  ['two entries shown the other way round', (e) => shownTo(e, 0).reverse(), 'disorder'],
  ['a seq that was given to two', (e) => Object.assign(shownTo(e, 0)[0] ?? {}, { id: 'm9' }), 'disorder'],
  ['another seq than was acknowledged', (e) => Object.assign(e.lines[2] ?? {}, { seq: 4 }), 'disorder'],
  ['an entry to somebody who has left', (e) => e.screens[1]?.received.add('t:4'), 'wrongEyes'],
  ['who types, to somebody who has left', (e) => e.screens[1]?.afterGone.push(glimpse(60)), 'wrongEyes'],
  ['a ticket that a board does not show', (e) => e.boards[0]?.shown.delete('t'), 'stale'],
  ['a ticket that has left a fresh board', (e) => e.boards[0]?.fresh.delete('t'), 'stale'],
  ['a row that is older than a fresh one', (e) => e.boards[0]?.shown.set('t', 'new, 4'), 'stale'],
  [
    'an entry after a sign-out',
    (e) => Object.assign(e.screens[0]?.rights ?? [], { 1: { from: 2, viewer: null } }),
    'wrongEyes',
  ],
  [
    'an entry of a restricted ticket',
    (e) => e.journal.map((row) => Object.assign(row.after, { restricted: true })),
    'wrongEyes',
  ],
]

test.each(forgeries)('%s is found', (_, forge, expected) => {
  const evidence = truth()
  forge(evidence)
  expect(found(judge(evidence))).toContain(expected)
})

test('a change that was so already needs no entry, but must have been so', () => {
  const evidence = truth()
  const again: Line = { id: 'c', ticketId: 't', personId: 'felix', op: 'hold', digest: '', outcome: 'ok', seq: 3 }
  evidence.lines.push({ ...again, state: 'new' })
  expect(found(judge(evidence))).toEqual([])
  evidence.lines.push({ ...again, id: 'd', state: 'on_hold' })
  expect(found(judge(evidence))).toEqual(['lost'])
  evidence.lines.splice(-2, 2, { ...again, id: 'e', state: 'new', seq: 6 })
  expect(found(judge(evidence))).toEqual(['lost'])
})

test('a change must stand where it was acknowledged', () => {
  const evidence = truth()
  Object.assign(evidence.lines[2] ?? {}, { op: 'PUT hold', seq: 2 })
  expect(found(judge(evidence))).toEqual(['disorder'])
})

test('an unknown send may be there or not, but not otherwise than it was sent', () => {
  const evidence = truth()
  Object.assign(evidence.lines[4] ?? {}, { outcome: 'unknown', seq: 0 })
  expect(found(judge(evidence))).toEqual([])
  Object.assign(evidence.lines[4] ?? {}, { digest: digestOf('soap') })
  expect(found(judge(evidence))).toEqual(['invented'])
})

test('who types may be known to somebody for whom the ticket has come back, and not before it has', () => {
  const evidence = truth()
  Object.assign(evidence.journal[4] ?? {}, { after: audience('engineering') })
  evidence.screens[0]?.rights[0]?.viewer?.departmentIds.push('engineering')
  evidence.screens[1]?.afterGone.push(glimpse(50))
  expect(found(judge(evidence))).toEqual([])
  evidence.screens[1]?.afterGone.push(glimpse(49))
  expect(found(judge(evidence))).toEqual(['wrongEyes'])
})
