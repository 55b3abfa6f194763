/** What a journal comes to, held against a second way of counting over random histories. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cast, departments } from '@/db/cast'
import type { TicketEvent } from '@/lib/chat/schema'
import { rowAfter } from '@/lib/tickets/after'
import { type EntryRow, toTicket } from '@/lib/tickets/dto'
import { CHANGES } from '@/lib/tickets/life'
import { LIFE } from '@/lib/tickets/policy'
import { type Ticket, UNDOABLE } from '@/lib/tickets/schema'
import type { ChangeAction } from '@/lib/tickets/step'
import type { FoundTicket } from '@/lib/tickets/visible'
import { figuresOf, type Happened } from './figures'
import { countedNaively } from './specimen'

const people = [cast.felix.id, cast.hana.id, cast.marco.id]
const START = Date.parse('2026-03-29T00:30:00Z')

const ACTS = [
  ...([
    'accept',
    'take_over',
    'release',
    'start',
    'hold',
    'resume',
    'complete',
    'send_back',
    'close',
    'reopen',
  ] as const),
  ...(['cancel', 'assign', 'unassign', 'transfer', 'edit'] as const),
]
type Did = (typeof ACTS)[number] | 'undo' | 'say'
interface Deed {
  act: Did
  by: string
  afterMs: number
  dueMs: number
}
/** One of what its status allows, or what always goes. */
interface Wish extends Omit<Deed, 'act'> {
  act: number
}
const wishes = fc.array(
  fc.record({
    act: fc.nat(),
    by: fc.constantFrom(...people),
    afterMs: fc.integer({ min: 0, max: 4_000_000 }),
    dueMs: fc.integer({ min: 0, max: 20_000_000 }),
  }),
  { minLength: 5, maxLength: 40, size: 'max' },
)
const possible = ({ status }: FoundTicket): Did[] => [
  ...ACTS.filter((act) => LIFE[act].includes(status)),
  'say',
  'undo',
]

type Told = Pick<EntryRow, 'seq' | 'kind' | 'authorId' | 'at' | 'body' | 'delivery'>

/** Plays what of it can happen, by the rules of a live change. */
function lived(wanted: readonly (Deed | Wish)[]): Told[] {
  let ticket = openingRow()
  const told: Told[] = []
  let now = START
  const write = (kind: 'event' | 'message', body: object, by: string, patch: object) => {
    const at = new Date(now)
    const entry = { id: '', kind, body } as never
    ticket = rowAfter({ actor: { personId: by } as never, ticket, entry, fingerprint: '', patch }, at)
    const delivery = { ticket: kind === 'event' ? toTicket(ticket, ticket) : null }
    told.push({ seq: ticket.lastSeq, kind, authorId: by, at, body: body as never, delivery: delivery as never })
  }
  write('event', { code: 'opened', params: {} }, cast.felix.id, {})
  for (const { act: wish, by, afterMs, dueMs } of wanted) {
    const can = possible(ticket)
    const act = typeof wish === 'number' ? (can[wish % can.length] ?? 'say') : wish
    now += afterMs
    if (act === 'say') write('message', { text: 'Any news?' }, by, {})
    else if (act === 'undo') {
      const last = told.findLast(({ kind }) => kind === 'event')
      const before = told.findLast(({ kind, seq }) => kind === 'event' && seq < (last?.seq ?? 0))
      const code = (last?.body as TicketEvent | undefined)?.code ?? 'opened'
      if (!(UNDOABLE as readonly string[]).includes(code) || !before) continue
      write(
        'event',
        { code: 'undone', params: { change: code, seq: last?.seq } },
        by,
        asItWas(before.delivery.ticket as Ticket),
      )
    } else {
      const input = inputOf(act, ticket, by, now + dueMs)
      const rule = CHANGES[act as ChangeAction]
      if (!LIFE[act].includes(ticket.status) || rule.isDone(ticket, input as never, by)) continue
      const { patch, event } = rule.step(ticket, input as never, { by, at: new Date(now) })
      write('event', event, by, patch)
    }
  }
  return told
}

const inputOf = (act: Did, ticket: FoundTicket, by: string, dueMs: number) => ({
  ...(act === 'hold' && { reason: 'part' }),
  ...(act === 'take_over' && { from: ticket.assigneeId }),
  ...(act === 'reopen' && { minutes: 30 }),
  ...(act === 'cancel' && { reason: 'withdrawn' }),
  ...(act === 'assign' && { personId: by }),
  ...(act === 'transfer' && { departmentId: departments.engineering.id, reason: 'Not ours' }),
  ...(act === 'edit' && { dueAt: new Date(dueMs).toISOString() }),
})

const moment = (value: string | null | undefined) => (value ? new Date(value) : null)
const asItWas = (was: Ticket) => ({
  ...{ status: was.status, assigneeId: was.assigneeId, departmentId: was.departmentId },
  ...{ holdReason: was.hold?.reason ?? null, heldFrom: was.hold?.from ?? null, heldAt: moment(was.hold?.since) },
  ...{ cancelReason: was.cancellation?.reason ?? null, dueAt: new Date(was.dueAt), doneAt: moment(was.doneAt) },
  ...{ acceptedAt: moment(was.acceptedAt), startedAt: moment(was.startedAt), endedAt: moment(was.endedAt) },
})

const openingRow = () =>
  ({
    ...{ id: 't', number: 1, status: 'new', assigneeId: null, openerId: cast.felix.id, lastSeq: 0, messageCount: 0 },
    ...{ departmentId: departments.housekeeping.id, watcherIds: [], namedIds: [], mentionedIds: [], version: 0 },
    ...{
      heldAt: null,
      holdReason: null,
      holdUntil: null,
      heldFrom: null,
      doneAt: null,
      endedAt: null,
      cancelReason: null,
    },
    ...{ openedAt: new Date(START), dueAt: new Date(START + 1_800_000), stateChangedAt: new Date(START), lastAt: null },
    ...{ now: new Date(START), stateVersion: 0, lastEntryAt: new Date(START), acceptedAt: null, startedAt: null },
  }) as unknown as FoundTicket

const happened = (told: readonly Told[]): Happened[] =>
  told.map(({ seq, kind, authorId, at, body, delivery }) => ({
    ...{ seq, kind, authorId, at },
    event: kind === 'event' ? (body as TicketEvent) : null,
    dueAt: delivery.ticket ? new Date(delivery.ticket.dueAt) : null,
  }))

const figuresAfter = (...acts: [Did, number, string?][]) =>
  figuresOf(
    happened(
      lived(acts.map(([act, minutes, by = cast.hana.id]) => ({ act, by, afterMs: minutes * 60_000, dueMs: 0 }))),
    ),
  )

describe('a ticket in figures', () => {
  it('random histories come to the same by both ways of counting', () => {
    const seen = { done: 0, held: 0, reopened: 0, undone: 0 }
    fc.assert(
      fc.property(wishes, (wanted) => {
        const told = lived(wanted)
        const figures = figuresOf(happened(told))
        expect(figures).toEqual(countedNaively(told))
        if (figures.doneS !== null) seen.done += 1
        if (figures.holdS) seen.held += 1
        if (figures.reopens > 0) seen.reopened += 1
        if (told.some(({ body }) => 'code' in body && body.code === 'undone')) seen.undone += 1
      }),
      { numRuns: 2_000, seed: 7 },
    )
    // Otherwise it would have proved little.
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(50)
  })

  it('counts from opening, hold included, and names who had it', () => {
    expect(
      figuresAfter(['say', 1], ['accept', 4], ['hold', 5], ['resume', 10], ['complete', 20], ['close', 5]),
    ).toEqual({
      ...{ acceptS: 300, answerS: 60, doneS: 2_400, holdS: 600, isHit: true },
      ...{ reopens: 0, hasEnded: true, isCancelled: false, personId: cast.hana.id },
    })
  })

  it('what was sent back was not done, and what was closed once stays done', () => {
    expect(figuresAfter(['accept', 1], ['complete', 1], ['send_back', 1], ['complete', 37])).toMatchObject({
      doneS: 2_400,
      isHit: false,
    })
    expect(
      figuresAfter(
        ['accept', 1],
        ['complete', 1],
        ['close', 1],
        ['reopen', 60],
        ['accept', 1],
        ['complete', 60],
        ['close', 1],
      ),
    ).toMatchObject({ doneS: 120, reopens: 1, isHit: true })
  })

  it('what was taken back never happened', () => {
    expect(figuresAfter(['accept', 1], ['complete', 1], ['undo', 0], ['complete', 5])).toMatchObject({ doneS: 420 })
    expect(figuresAfter(['cancel', 1], ['undo', 0])).toMatchObject({ hasEnded: false, isCancelled: false })
  })

  it('the opener does not answer their own question', () => {
    expect(figuresAfter(['say', 1, cast.felix.id], ['say', 2])).toMatchObject({ answerS: 180 })
    expect(figuresAfter(['say', 1, cast.felix.id])).toMatchObject({ answerS: null })
  })

  it('of nothing come no figures', () => {
    expect(figuresOf([])).toMatchObject({ acceptS: null, doneS: null, reopens: 0, hasEnded: false })
  })
})
