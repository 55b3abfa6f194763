import { expect, it } from 'vitest'
import { bodyWithout, hasWords, withoutQuotes } from './removal'
import type { Entry, Removed, TicketEvent } from './schema'

const removed: Removed = { why: 'stripped', at: '2026-01-01T00:00:00.000Z' }
const event = (body: TicketEvent): Pick<Entry, 'kind' | 'body'> => ({ kind: 'event', body })

const WITH_WORDS: [TicketEvent, object][] = [
  [
    { code: 'transferred', params: { from: 'a', to: 'b', reason: 'x' } },
    { from: 'a', to: 'b', reason: '' },
  ],
  [{ code: 'legal_hold_set', params: { reason: 'x' } }, { reason: '' }],
  [
    {
      code: 'edited',
      params: {
        changes: [
          { field: 'summary', from: 'x', to: 'x' },
          { field: 'quantity', from: 1, to: 2 },
        ],
      },
    },
    {
      changes: [
        { field: 'summary', from: '', to: '' },
        { field: 'quantity', from: 1, to: 2 },
      ],
    },
  ],
  [
    {
      code: 'guest_set',
      params: {
        changes: [
          { what: 'name', to: 'x' },
          { what: 'inRoom', to: true },
        ],
      },
    },
    {
      changes: [
        { what: 'name', to: '' },
        { what: 'inRoom', to: true },
      ],
    },
  ],
  [
    { code: 'filled', params: { itemId: 'i', changes: [{ code: 'c', from: 'x', to: 'x' }] } },
    { itemId: 'i', changes: [{ code: 'c', from: null, to: null }] },
  ],
]

it.each(WITH_WORDS)('takes from %j what was typed, and leaves what happened', (body, params) => {
  expect(hasWords(event(body))).toBe(true)
  expect(bodyWithout(event(body), removed)).toEqual({ code: body.code, params, removed })
  expect(hasWords(event(bodyWithout(event(body), removed) as TicketEvent))).toBe(false)
})

it('an event that says nothing in words is none to remove', () => {
  const held: TicketEvent = { code: 'held', params: { reason: 'part', until: null } }
  const edited: TicketEvent = { code: 'edited', params: { changes: [{ field: 'quantity', from: 1, to: 2 }] } }
  for (const body of [held, edited]) expect(hasWords(event(body))).toBe(false)
})

it('erased, an event keeps its shape and not what exactly was changed', () => {
  const erased: Removed = { ...removed, why: 'erased' }
  const changed: TicketEvent = { code: 'edited', params: { changes: [{ field: 'quantity', from: 1, to: 2 }] } }
  expect(bodyWithout(event(changed), erased)).toEqual({ code: 'edited', params: { changes: [] }, removed: erased })
  const restricted: TicketEvent = { code: 'restricted', params: { namedIds: ['a'] } }
  expect(bodyWithout(event(restricted), erased)).toMatchObject({ params: { namedIds: [] } })
  const held: TicketEvent = { code: 'held', params: { reason: 'part', until: null } }
  expect(bodyWithout(event(held), erased)).toMatchObject({ params: held.params })
})

it('a message keeps nothing, whatever it carried', () => {
  const body = { text: 'x', mentions: ['m'], departments: ['d'], reply: { id: 'r', texts: { en: 'x' } }, photos: [] }
  expect(bodyWithout({ kind: 'message', body }, removed)).toEqual({ text: '', removed })
})

it('a change that quotes what was removed says what it made of it, and no longer what was there', () => {
  const changes = [
    { field: 'summary' as const, from: 'x', to: 'y' },
    { field: 'fields' as const, from: { c: 'x', d: 'x' }, to: { c: 'y', d: 'x' } },
    { field: 'quantity' as const, from: 1, to: 2 },
  ]
  expect(withoutQuotes({ code: 'edited', params: { changes } })).toEqual({
    code: 'edited',
    unquoted: true,
    params: { changes: [{ ...changes[0], from: '' }, { ...changes[1], from: {}, to: { c: 'y' } }, changes[2]] },
  })
  const filled = { itemId: 'i', changes: [{ code: 'c', from: 'x', to: 'y' }] }
  expect(withoutQuotes({ code: 'filled', params: filled })).toEqual({
    code: 'filled',
    unquoted: true,
    params: { itemId: 'i', changes: [{ code: 'c', from: null, to: 'y' }] },
  })
  const quiet: Entry['body'][] = [
    { code: 'edited', params: { changes: [{ field: 'summary', from: '', to: 'y' }] } },
    { code: 'filled', params: { itemId: null, changes: [{ code: 'c', from: null, to: 'y' }] } },
    { code: 'guest_set', params: { changes: [{ what: 'name', to: 'y' }] } },
    { text: 'x' },
  ]
  for (const body of quiet) expect(withoutQuotes(body)).toBe(body)
})
