import { expect, test } from 'vitest'
import { inOrder, merge, type Outgoing } from './outgoing'
import { TICKET } from './rehearsal'

const outgoing = (id: string, place: number | null, patch: Partial<Outgoing> = {}): Outgoing => ({
  id,
  ticketId: TICKET,
  text: id,
  mentions: [],
  at: '2026-11-23T09:00:00.000Z',
  state: 'waiting',
  refusal: null,
  place,
  isFleeting: false,
  ...patch,
})
const found = (...messages: Outgoing[]) => ({ messages, isComplete: true })
const sketch = (messages: readonly Outgoing[]) => messages.map(({ id, place, state }) => [id, place, state])

test('places decide, whatever the clock said when an id was made; what has no place yet comes last', () => {
  const written = [outgoing('d', null), outgoing('a', 2), outgoing('c', null), outgoing('b', 1)]
  expect(written.sort(inOrder).map(({ id }) => id)).toEqual(['b', 'a', 'c', 'd'])
})

test('what was found is added, corrected, and left out when it is gone', () => {
  const now = [outgoing('gone', 1), outgoing('moved', null), outgoing('refused', 3), outgoing('here', null)]
  const stored = found(outgoing('moved', 2), outgoing('refused', 3, { state: 'failed' }), outgoing('new', 4))
  expect(sketch(merge(now, now, stored))).toEqual([
    ['moved', 2, 'waiting'],
    ['refused', 3, 'failed'],
    ['new', 4, 'waiting'],
    ['here', null, 'waiting'],
  ])
})

test('what has changed since the look began is newer', () => {
  const old = outgoing('tried', 1)
  const now = [outgoing('tried', 1, { state: 'failed' }), outgoing('written', 2)]
  expect(merge(now, [old], found(outgoing('tried', 1)))).toEqual(now)
})

test('what another tab has freed of the errand before it is found so', () => {
  const resting = (after: string | null) =>
    outgoing('b', 1, { errand: { kind: 'change', change: { action: 'complete' }, basedOn: 5, after } })
  const now = [resting('a')]
  expect(merge(now, now, found(resting(null)))).toEqual([resting(null)])
})

test('a look that could not see everything takes nothing away', () => {
  const now = [outgoing('a', 1), outgoing('b', 2)]
  expect(merge(now, now, { messages: [outgoing('c', null)], isComplete: false })).toHaveLength(3)
})

test('no news is the same array', () => {
  const now = [outgoing('a', 1), outgoing('b', 2)]
  expect(merge(now, now, found(outgoing('a', 1), outgoing('b', 2)))).toBe(now)
})
