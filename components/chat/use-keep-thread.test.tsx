// @vitest-environment happy-dom
import { cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { keepThread } from '@/lib/client/kept-desk'
import { message, TICKET, ticketOf } from '@/lib/client/rehearsal'
import type { OpenedTicket } from '@/lib/tickets/schema'
import { threadOf, threadReducer } from './thread-reducer'
import { useKeepThread } from './use-keep-thread'

vi.mock('@/components/shell/hotel-provider', () => ({ useHotel: () => ({ actor: { personId: 'me' } }) }))
vi.mock('@/lib/client/kept-desk', () => ({ keepThread: vi.fn(async () => {}) }))

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const opened: OpenedTicket = { ticket: ticketOf(), read: { seq: 0, n: 0 }, readers: [], links: [] }
const upTo = (seq: number) => {
  const items = Array.from({ length: seq }, (_, at) => message(at + 1))
  return threadOf(TICKET, { items, lastSeq: seq, before: null, reset: false }, [])
}

test('what is kept has no hole: an app that starts with it asks for what is missing', () => {
  const early = threadReducer(upTo(9), { event: 'entry', data: message(12) })
  const { rerender } = renderHook(({ thread }) => useKeepThread(thread, opened), { initialProps: { thread: early } })
  vi.runAllTimers()
  expect(vi.mocked(keepThread).mock.lastCall?.[1].page).toMatchObject({ lastSeq: 9, items: upTo(9).entries })
  const whole = [message(10), message(11)].reduce(
    (thread, data) => threadReducer(thread, { event: 'entry', data }),
    early,
  )
  rerender({ thread: whole })
  vi.runAllTimers()
  expect(vi.mocked(keepThread).mock.lastCall?.[1].page).toMatchObject({ lastSeq: 12, items: upTo(12).entries })
})
