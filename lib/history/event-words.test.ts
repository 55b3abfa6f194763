/** What is searched of a change, and what is shown of it. */
import { expect, it } from 'vitest'
import type { EditedField, TicketEvent } from '@/lib/chat/schema'
import { wordsOfEvent } from './event-words'

const edited = (...changes: EditedField[]): TicketEvent => ({ code: 'edited', params: { changes } })

it('says the reason for which a ticket was moved or held', () => {
  const reason = 'Leaks from 512'
  expect(wordsOfEvent({ code: 'transferred', params: { from: 'a', to: 'b', reason } })).toEqual([reason])
  expect(wordsOfEvent({ code: 'legal_hold_set', params: { reason } })).toEqual([reason])
})

it('says both summaries, the one before first, and nothing where there is none', () => {
  expect(wordsOfEvent(edited({ field: 'summary', from: 'Tap', to: 'Tap drips' }))).toEqual(['Tap', 'Tap drips'])
  expect(wordsOfEvent(edited({ field: 'summary', from: '', to: 'Tap' }))).toEqual(['Tap'])
  expect(wordsOfEvent(edited({ field: 'summary', from: '', to: '' }))).toEqual([])
})

it('says nothing of what is a code or a number', () => {
  expect(wordsOfEvent(edited({ field: 'priority', from: 'normal', to: 'urgent' }))).toEqual([])
  expect(wordsOfEvent(edited({ field: 'quantity', from: 1, to: 4 }))).toEqual([])
  expect(wordsOfEvent({ code: 'transferred', params: { from: 'a', to: 'b', reason: '' } })).toEqual([])
  expect(wordsOfEvent({ code: 'legal_hold_lifted', params: {} })).toEqual([])
})
