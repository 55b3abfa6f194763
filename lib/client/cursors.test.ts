import fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import type { Entry } from '@/lib/chat/schema'
import type { LiveEvent } from '@/lib/live/events'
import { ApiError } from './api'
import { Cursors } from './cursors'
import { message, OTHER, PlayedBrowser, settle, TICKET } from './rehearsal'

let browser: PlayedBrowser
let cursors: Cursors
let heard: LiveEvent[]

const seqs = () => heard.flatMap(({ event, data }) => (event === 'entry' ? [data.seq] : []))
const journalOf = (length: number) => Array.from({ length }, (_, index) => message(index + 1))

function begin() {
  browser = new PlayedBrowser()
  heard = []
  cursors = new Cursors(browser, browser.timers, (event) => heard.push(event))
}
beforeEach(begin)

test('entries come through in order, once', () => {
  cursors.add(TICKET, 2)
  for (const seq of [1, 2, 3, 3, 4, 2, 4, 5]) cursors.receive(message(seq))
  expect(seqs()).toEqual([3, 4, 5])
  expect(browser.asked).toEqual([])
})

test('a hole is filled from the server before anything after it is shown', async () => {
  browser.journal.set(TICKET, journalOf(5))
  cursors.add(TICKET, 1)
  cursors.receive(message(5))
  expect(seqs()).toEqual([])
  await settle()
  expect(seqs()).toEqual([2, 3, 4, 5])
  expect(browser.asked).toEqual([{ ticketId: TICKET, after: 1 }])
})

test('what comes while a hole is being filled is neither lost nor early', async () => {
  browser.journal.set(TICKET, journalOf(4))
  let answer = () => {}
  browser.answerAfter = () => new Promise((resolve) => (answer = resolve))
  cursors.add(TICKET, 0)
  cursors.receive(message(3))
  await settle()
  browser.answerAfter = null
  cursors.receive(message(5))
  cursors.receive(message(6))
  browser.journal.set(TICKET, journalOf(6))
  answer()
  await settle()
  expect(seqs()).toEqual([1, 2, 3, 4, 5, 6])
})

test('a long hole takes several pages', async () => {
  browser.pageSize = 3
  browser.journal.set(TICKET, journalOf(10))
  cursors.add(TICKET, 0)
  await cursors.fill(TICKET)
  expect(seqs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
})

test('a server that does not answer is asked until it does', async () => {
  browser.journal.set(TICKET, journalOf(3))
  let failures = 4
  browser.answerAfter = async () => {
    if (failures-- > 0) throw new ApiError({ status: 503, code: 'unavailable', message: 'unavailable' })
  }
  cursors.add(TICKET, 0)
  cursors.receive(message(3))
  await browser.timers.pass(30_000)
  expect(seqs()).toEqual([1, 2, 3])
})

test('a ticket that turns out to be gone is said to be gone, and left', async () => {
  browser.answerAfter = async () => {
    throw new ApiError({ status: 404, code: 'not_found', message: 'not_found' })
  }
  cursors.add(TICKET, 0)
  cursors.receive(message(3))
  await browser.timers.pass(60_000)
  expect(heard).toEqual([{ event: 'gone', data: { ticketId: TICKET, seq: 0 } }])
  expect(browser.asked).toHaveLength(1)
  expect(cursors.open()).toEqual([])
})

test('a thread that is shorter than what is shown is to be read anew', async () => {
  browser.journal.set(TICKET, journalOf(2))
  cursors.add(TICKET, 9)
  await cursors.fill(TICKET)
  expect(heard).toEqual([{ event: 'reset', data: { scope: 'ticket', ticketId: TICKET, reason: 'ahead' } }])
  cursors.receive(message(3))
  expect(seqs()).toEqual([3])
})

test('tickets do not mix', () => {
  cursors.add(TICKET, 0)
  cursors.add(OTHER, 4)
  cursors.receive(message(1, TICKET))
  cursors.receive(message(5, OTHER))
  cursors.receive(message(1, '01900000-0000-7000-8000-00000000000c'))
  expect(heard.map(({ data }) => (data as Entry).ticketId)).toEqual([TICKET, OTHER])
  expect(cursors.open()).toEqual([
    { ticketId: TICKET, seq: 1 },
    { ticketId: OTHER, seq: 5 },
  ])
})

test('the stream is asked for at most 50 tickets: the ones opened last', () => {
  const ids = Array.from({ length: 60 }, (_, at) => `01900000-0000-7000-8000-${String(at).padStart(12, '0')}`)
  for (const id of ids) cursors.add(id, 1)
  expect(cursors.open()).toEqual(ids.slice(10).map((ticketId) => ({ ticketId, seq: 1 })))
})

test('whatever a stream repeats, swaps or leaves out, each entry comes once and in order', async () => {
  const length = 30
  const arrivals = fc.array(fc.integer({ min: 1, max: length }), { maxLength: 80 })
  await fc.assert(
    fc.asyncProperty(arrivals, fc.integer({ min: 0, max: length }), async (arriving, shown) => {
      begin()
      browser.pageSize = 7
      browser.journal.set(TICKET, journalOf(length))
      cursors.add(TICKET, shown)
      for (const [at, seq] of arriving.entries()) {
        cursors.receive(message(seq))
        if (at % 3 === 0) await settle()
      }
      await settle()
      const expected = Math.max(shown, ...arriving)
      // A hole is filled to the thread's end.
      expect(seqs()).toEqual(Array.from({ length: seqs().length }, (_, index) => shown + 1 + index))
      expect(shown + seqs().length).toBeGreaterThanOrEqual(expected)
    }),
  )
})
