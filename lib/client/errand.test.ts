/** What a ticket looks like until what waits is done, and what rests on what. */
import { expect, test } from 'vitest'
import { cast } from '@/db/cast'
import type { Changed, Ticket } from '@/lib/tickets/schema'
import { type ErrandItem, lastErrand, refusedBelow, shownWith, versionAfter } from './errand'
import type { Outgoing } from './outgoing'
import { TICKET, ticketOf } from './rehearsal'

const AT = '2026-11-23T09:30:00.000Z'
const ME = { personId: cast.hana.id }

const message = (id: string, patch: Partial<Outgoing> = {}): Outgoing => ({
  id,
  ticketId: TICKET,
  text: id,
  mentions: [],
  at: AT,
  state: 'waiting',
  refusal: null,
  place: null,
  isFleeting: false,
  ...patch,
})
const change = (
  id: string,
  action: 'accept' | 'start' | 'resume' | 'complete',
  after: string | null,
  patch: Partial<Outgoing> = {},
): ErrandItem => ({ ...message(id, patch), errand: { kind: 'change', change: { action }, basedOn: 1, after } })
const held: ErrandItem = {
  ...message('held'),
  errand: { kind: 'change', change: { action: 'hold', reason: 'no_access' }, basedOn: 1, after: 'accept' },
}
const opening = (patch: Partial<Outgoing> = {}): ErrandItem => ({
  ...message(TICKET, patch),
  errand: { kind: 'opening', request: { id: TICKET, at: AT }, ticket: ticketOf({ number: 0 }) },
})

test('it is shown as if all that waits were done, in its order', () => {
  const accept = change('accept', 'accept', null)
  expect(shownWith(ticketOf(), [accept], ME)).toMatchObject({ status: 'accepted', assigneeId: ME.personId })
  // Else it would ring as what somebody else has given them.
  expect(shownWith(ticketOf(), [accept], ME)).toMatchObject({
    stateChangedById: ME.personId,
    stateChangedAt: accept.at,
  })
  expect(shownWith(ticketOf(), [accept, held], ME)).toMatchObject({
    status: 'on_hold',
    hold: { reason: 'no_access', from: 'accepted', since: AT },
  })
  const resumed = shownWith(ticketOf(), [accept, held, change('resume', 'resume', 'held')], ME)
  expect(resumed).toMatchObject({ status: 'accepted', hold: null })
})

test('what the hotel has done already is not shown twice, and nothing waiting is the same ticket', () => {
  const done = ticketOf({ status: 'done', assigneeId: ME.personId })
  expect(shownWith(done, [change('complete', 'complete', null)], ME)).toBe(done)
  expect(shownWith(done, [message('words')], ME)).toBe(done)
})

test('what rests on something refused is neither sent nor shown; words go all the same', () => {
  const refused = change('start', 'start', null, { state: 'failed' })
  const rests = change('done', 'complete', 'start')
  const restsFurther = change('again', 'resume', 'done')
  const lane = [refused, rests, message('words'), restsFurther]
  expect(lane.map((item) => refusedBelow(item, lane)?.id)).toEqual([undefined, 'start', undefined, 'start'])
  const mine = ticketOf({ status: 'accepted' })
  expect(shownWith(mine, lane, ME)).toBe(mine)
  expect(lastErrand(lane)).toBeNull()
})

test('nothing goes to a ticket that could not be opened', () => {
  const lane = [opening({ state: 'failed' }), message('words'), change('accept', 'accept', TICKET)]
  expect(lane.map((item) => refusedBelow(item, lane)?.id)).toEqual([undefined, TICKET, TICKET])
})

test('what follows is based on what was made, and is refused where somebody else came between', () => {
  const answer = (ticket: Partial<Ticket> | null): Changed => ({ ticket: ticket && ticketOf(ticket), seq: 9 })
  const mine = answer({ version: 7, stateChangedById: ME.personId })
  const others = answer({ version: 7, stateChangedById: cast.maria.id })
  expect(versionAfter(change('a', 'accept', null), mine, ME.personId)).toBe(7)
  expect(versionAfter(change('a', 'accept', null), others, ME.personId)).toBe(2)
  expect(versionAfter(opening(), others, ME.personId)).toBe(1)
  expect(versionAfter(change('a', 'accept', null), answer(null), ME.personId)).toBe(2)
})
