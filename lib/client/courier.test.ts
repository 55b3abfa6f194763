// @vitest-environment happy-dom
/** What another person's page carries of a ticket on which something could not be done: words, and nothing that rests on it. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { newId } from '@/lib/schema'
import { carryAll } from './courier'
import type { Errand } from './errand'
import { OutboxStore } from './outbox-store'
import type { Outgoing } from './outgoing'
import { OTHER, TICKET, ticketOf } from './rehearsal'
import { sealFor } from './seal'

const KEYS: Record<string, string> = { hana: key(1), marco: key(2) }
const REFUSED = { error: { code: 'conflict', message: 'letter_refused' } }
let signedIn = ''
/** What was sent, by the ends of the paths, and what of it the house refuses. */
const sent: string[] = []
const refuses = new Set<string>()

function key(byte: number): string {
  return Buffer.alloc(32, byte).toString('base64url')
}

/** `null`: their own device. */
function sit(personId: string | null): void {
  signedIn = personId ?? ''
  sealFor(personId === null ? null : { personId, sessionId: `session of ${personId}`, deviceId: 'tablet' })
}

beforeEach(() => {
  sent.length = 0
  refuses.clear()
  globalThis.indexedDB = new IDBFactory()
  vi.stubGlobal('fetch', async (path: string) => {
    if (path === '/api/device/key') return Response.json({ key: KEYS[signedIn] })
    const what = path.split('/').at(-1) ?? ''
    sent.push(what)
    if (refuses.has(what)) return Response.json(REFUSED, { status: 409 })
    return Response.json({ ticket: ticketOf({ id: path.includes(OTHER) ? OTHER : TICKET }), seq: 5 })
  })
})
afterEach(() => {
  sit(null)
  vi.unstubAllGlobals()
})

/** Kept in turn in Hana's outbox, each change resting on the one before; then Marco sits down. */
async function left(...all: Outgoing[]): Promise<void> {
  for (const one of all) {
    const outbox = new OutboxStore('hana', () => {})
    await outbox.keep({ ...one, state: 'waiting' })
    if (one.state === 'failed') await outbox.change(one)
  }
  sit('marco')
}

const words = (patch: Partial<Outgoing> = {}): Outgoing => ({
  ...{ id: newId(), ticketId: TICKET, text: 'on my way', mentions: [], at: '2026-11-23T09:00:00.000Z' },
  ...{ state: 'waiting', refusal: null, place: null, isFleeting: false },
  ...patch,
})
const errand = (errand: Errand, patch: Partial<Outgoing> = {}) => words({ text: '', errand, ...patch })
const accept = (patch: Partial<Outgoing> = {}) =>
  errand({ kind: 'change', change: { action: 'accept' }, basedOn: 4, after: null }, patch)
const complete = (after: string, patch: Partial<Outgoing> = {}) =>
  errand({ kind: 'change', change: { action: 'complete' }, basedOn: 4, after }, patch)
const opening = (patch: Partial<Outgoing> = {}) => {
  const ticket = ticketOf({ number: 0 })
  return errand({ kind: 'opening', request: { id: TICKET, at: ticket.openedAt }, ticket }, { id: TICKET, ...patch })
}

test('what rests on a change that is refused is not sent, nor on the next round; words go, and other tickets', async () => {
  sit('hana')
  const first = accept()
  const elsewhere = { ticketId: OTHER }
  await left(first, complete(first.id), words(), complete(newId(), elsewhere))
  refuses.add('acceptance')
  const refused = new Set<string>()
  await carryAll('marco', refused)
  expect(sent).toEqual(['acceptance', 'messages', 'completion'])
  sent.length = 0
  refuses.clear()
  await carryAll('marco', refused)
  expect(sent).toEqual([])
})

test('what rests on a change is sent once that is made', async () => {
  sit('hana')
  const first = accept()
  await left(first, complete(first.id))
  await carryAll('marco')
  expect(sent).toEqual(['acceptance', 'completion'])
})

test('nor is what rests on a change that its writer saw refused', async () => {
  sit('hana')
  const first = accept({ state: 'failed', refusal: { message: 'stale', params: {} } })
  await left(first, complete(first.id), words())
  await carryAll('marco')
  expect(sent).toEqual(['messages'])
})

test('nor on one that nobody but its writer can send', async () => {
  const first = accept()
  await new OutboxStore('hana', () => {}).keep(first)
  sit('hana')
  await left(complete(first.id), words())
  await carryAll('marco')
  expect(sent).toEqual(['messages'])
})

test.each([
  ['is refused', () => opening(), ['tickets']],
  ['was refused', () => opening({ state: 'failed', refusal: { message: 'invalid', params: {} } }), []],
])('nothing goes to a ticket whose opening %s', async (_, open, gone) => {
  sit('hana')
  await left(open(), words(), complete(TICKET))
  refuses.add('tickets')
  await carryAll('marco')
  expect(sent).toEqual(gone)
})
