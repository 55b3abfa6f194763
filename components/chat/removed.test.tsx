// @vitest-environment happy-dom
import { fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { serve, show, stream } from '@/components/rehearsal'
import { cast } from '@/db/cast'
import type { Entry, Removed } from '@/lib/chat/schema'
import { message, TICKET, ticketOf } from '@/lib/client/rehearsal'
import { Thread } from './thread'

const WORDS = 'Her card is 4242'
const said: Entry = { ...message(1, TICKET, cast.hana.id), kind: 'message', body: { text: WORDS } }
const redaction: Entry = {
  ...message(2, TICKET, cast.nora.id),
  n: 1,
  kind: 'redaction',
  body: { redactedSeq: 1, reason: 'a card number' },
}
const thread = (...items: Entry[]) => {
  const opened = { ticket: ticketOf({ lastSeq: items.length }), read: { seq: 9, n: 9 }, readers: [], links: [] }
  return <Thread opened={opened} page={{ items, lastSeq: items.length, before: null, reset: false }} />
}
const removeButton = () => screen.queryByRole('button', { name: /^Remove the message of/ })

let asked: ReturnType<typeof serve>
beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {}, removeEventListener() {} }))
  asked = serve(() => ({ status: 200, body: { ticket: ticketOf({}), seq: 2 } }))
})

test('a screen that shows it replaces it at once by who, when and why', async () => {
  show(thread(said))
  expect(screen.getByText(WORDS)).toBeTruthy()
  await waitFor(() => expect(stream).toBeDefined())
  stream.hello()
  stream.say('entry', redaction)
  await waitFor(() => expect(screen.queryByText(WORDS)).toBeNull())
  expect(screen.getByText(/^Removed by Nora.*: a card number$/)).toBeTruthy()
  expect(screen.getByText('Nora removed an entry')).toBeTruthy()
})

test('a manager is asked why, and removes it under that', async () => {
  show(thread(said), cast.nora)
  fireEvent.click(removeButton() as HTMLElement)
  const dialog = await screen.findByRole('dialog', { name: 'Remove this message?' })
  const submit = screen.getByRole('button', { name: 'Remove for good' })
  fireEvent.click(submit)
  expect(await screen.findByText('Say why.')).toBeTruthy()
  expect(asked.filter(({ path }) => path.endsWith('/redaction'))).toEqual([])
  fireEvent.change(screen.getByRole('textbox', { name: 'Reason' }), { target: { value: ' a card number ' } })
  fireEvent.click(submit)
  await waitFor(() => expect(dialog.isConnected).toBe(false))
  expect(asked.find(({ path }) => path.endsWith('/redaction'))).toMatchObject({
    method: 'PUT',
    path: `/api/tickets/${TICKET}/entries/1/redaction`,
    body: { reason: 'a card number' },
  })
})

test('nobody else is offered it, and what says nothing is offered to nobody', () => {
  show(thread(said), cast.felix)
  expect(removeButton()).toBeNull()
})

test.each<[Removed['why'], RegExp]>([
  ['stripped', /time for keeping them was over/],
  ['erased', /time for keeping it was over/],
  ['person', /what its author wrote/],
])('%s says so, to a manager too without a button', (why, words) => {
  const removed = { why, at: said.at } as Removed
  show(thread({ ...said, body: { text: '', removed } } as Entry), cast.nora)
  expect(screen.getByText(words)).toBeTruthy()
  expect(removeButton()).toBeNull()
})

test('a page that is told that words have gone, of which no entry tells, reads its thread anew', async () => {
  const removed = { why: 'person', at: said.at } as Removed
  const items = [{ ...said, body: { text: '', removed } }]
  asked = serve(({ path }) =>
    path.includes('/messages')
      ? { status: 200, body: { items, lastSeq: 1, before: null, reset: false } }
      : { status: 503, body: {} },
  )
  show(thread(said))
  expect(screen.getByText(WORDS)).toBeTruthy()
  const channel = new BroadcastChannel('bellboard.removed')
  channel.postMessage([TICKET])
  channel.close()
  await waitFor(() => expect(screen.queryByText(WORDS)).toBeNull())
  expect(screen.getByText(/what its author wrote/)).toBeTruthy()
})
