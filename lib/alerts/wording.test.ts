import { expect, it } from 'vitest'
import { items, roomId } from '@/db/cast'
import { catalogue } from '@/db/demo/catalogue'
import type { Ticket } from '@/lib/tickets/schema'
import type { Alert } from './policy'
import { messageFor } from './wording'

const ticket = {
  id: 't1',
  number: 4127,
  placeId: roomId(412),
  catalogueItemId: null,
  summary: 'Guest is unwell',
  quantity: 1,
  restricted: false,
  guestName: 'Mrs Okafor',
  guestInRoom: true,
} as Ticket
const alert = { ticketId: 't1', event: 1, why: 'unassigned', isUrgent: false } as Alert
const names = { places: new Map([[roomId(412), '412']]), items: new Map() }
const asked = { reader: { locale: 'en' }, news: [alert], ticketOf: () => ticket, names, count: 3, isShared: false }

it('says what and where on a device of one’s own', () => {
  expect(messageFor(asked)).toMatchObject({ title: '412 · Guest is unwell', path: '/tickets/t1', count: 3 })
})

it('names no guest on any device', () => {
  for (const isShared of [false, true])
    expect(JSON.stringify(messageFor({ ...asked, isShared }))).not.toMatch(/Okafor|in room/i)
})

it('says only how many wait on a device of the house', () => {
  const message = messageFor({ ...asked, isShared: true })
  expect(message).toMatchObject({ title: '3 tickets are waiting', path: '/' })
  for (const secret of ['412', 'unwell', 't1', '4127']) expect(JSON.stringify(message)).not.toContain(secret)
})

it.each([
  ['es', '412 · Toallas × 2', 'No lo tiene nadie. T-4127 Y 1 más.'],
  ['de', '412 · Handtücher × 2', 'Noch bei niemandem. T-4127 Und 1 weiteres.'],
  ['fr', '412 · Serviettes × 2', 'Personne ne l’a. T-4127 Et 1 autre.'],
  ['pl', '412 · Towels × 2', 'Nobody has it. T-4127 And 1 more.'],
])('is said in the words of who reads it: %s', (locale, title, body) => {
  const towels = { ...ticket, catalogueItemId: items.towels, quantity: 2 } as Ticket
  const named = { ...names, items: new Map([[items.towels, catalogue[0]?.names ?? {}]]) }
  const told = { ...asked, reader: { locale }, news: [alert, alert], ticketOf: () => towels, names: named }
  expect(messageFor(told)).toMatchObject({ title, body })
})
