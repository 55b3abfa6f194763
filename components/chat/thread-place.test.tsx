// @vitest-environment happy-dom
/** A thread of 300 messages that is opened somewhere, on a page and a played server. */
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Request, serve, show, stream } from '@/components/rehearsal'
import { cast } from '@/db/cast'
import { message, TICKET, ticketOf } from '@/lib/client/rehearsal'
import type { OpenedTicket } from '@/lib/tickets/schema'
import { stepTo } from './address'
import { Thread } from './thread'

const LENGTH = 300
const journal = Array.from({ length: LENGTH }, (_, index) =>
  message(index + 1, TICKET, cast.hana.id, `Line ${index + 1}`),
)
const ticket = ticketOf({ lastSeq: LENGTH, messageCount: LENGTH })
const opened: OpenedTicket = { ticket, read: { seq: LENGTH, n: LENGTH }, readers: [], links: [] }

const pageFrom = (from: number, to: number) => ({
  items: journal.slice(from - 1, to),
  lastSeq: journal.length,
  before: from > 1 ? from : null,
  reset: false,
})

let asked: Request[]
let isAway: boolean
beforeEach(() => {
  isAway = false
  window.history.replaceState(null, '', `/tickets/${TICKET}`)
  asked = serve(({ method, path }) => {
    const query = new URL(path, 'http://x').searchParams
    const around = Number(query.get('around'))
    const after = Number(query.get('after'))
    if (method !== 'GET') return { status: 200, body: { seq: LENGTH, n: LENGTH } }
    if (isAway) return { status: 503, body: { error: { code: 'unavailable', message: 'unavailable' } } }
    if (around > 0) {
      const from = Math.max(1, Math.min(around - 25, journal.length - 49))
      return { status: 200, body: { ...pageFrom(from, from + 49), anchor: Math.min(around, journal.length) } }
    }
    if (after > 0) return { status: 200, body: pageFrom(after + 1, after + 50) }
    return { status: 200, body: pageFrom(251, 300) }
  })
})
afterEach(() => window.history.replaceState(null, '', '/'))

const open = () => show(<Thread opened={opened} page={pageFrom(251, 300)} />)
const anchored = () => document.querySelector('[aria-current="location"]')
const seqs = () => [...document.querySelectorAll('[data-seq]')].map((row) => Number(row.getAttribute('data-seq')))
const lookups = () => asked.filter(({ method, path }) => method === 'GET' && path.includes('around='))

test('the address opens a page around its entry, which has the focus, and says nothing was read', async () => {
  window.history.replaceState(null, '', `/tickets/${TICKET}#17`)
  open()
  await waitFor(() => expect(anchored()?.textContent).toContain('Line 17'))
  expect(document.activeElement).toBe(anchored())
  expect(seqs()).toEqual(Array.from({ length: 50 }, (_, index) => index + 1))
  expect(lookups().map(({ path }) => path)).toEqual([`/api/tickets/${TICKET}/messages?around=17&limit=50`])
  expect(screen.getByRole('log').getAttribute('aria-live')).toBe('off')
})

test('what comes live meanwhile is at the end, once, when one goes back there', async () => {
  open()
  act(() => stepTo(17))
  await waitFor(() => expect(anchored()?.textContent).toContain('Line 17'))
  stream.hello()
  const news = message(301, TICKET, cast.hana.id, 'Said meanwhile')
  act(() => stream.say('entry', news))
  act(() => stream.say('entry', news))
  expect(screen.queryByText('Said meanwhile')).toBeNull()
  fireEvent.click(screen.getByRole('button', { name: '1 new' }))
  expect(screen.getAllByText('Said meanwhile')).toHaveLength(1)
  expect(seqs()).toEqual(Array.from({ length: 51 }, (_, index) => 251 + index))
  expect([window.location.hash, anchored()]).toEqual(['', null])
})

test('what is there already is not asked for; a seq that there is not yet opens the newest', async () => {
  open()
  act(() => stepTo(290))
  await waitFor(() => expect(anchored()?.textContent).toContain('Line 290'))
  expect(lookups()).toEqual([])
  act(() => stepTo(999))
  await waitFor(() => expect(anchored()?.textContent).toContain('Line 300'))
})

test('a place that does not load says so, and is asked for again', async () => {
  isAway = true
  open()
  act(() => stepTo(100))
  const again = await screen.findByRole('button', { name: 'That place did not load. Try again' })
  isAway = false
  fireEvent.click(again)
  await waitFor(() => expect(anchored()?.textContent).toContain('Line 100'))
})
