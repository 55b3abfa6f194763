// @vitest-environment happy-dom
/** How current the screen is, is never said better than it is. */
import { act, fireEvent, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, test, vi } from 'vitest'
import { serve, show, stream } from '@/components/rehearsal'
import { cast } from '@/db/cast'
import { TICKET } from '@/lib/client/rehearsal'
import { ConnectionBadge } from './connection-badge'
import { useOutbox } from './live-provider'

let answer: () => { status: number; body: unknown } | Promise<never>
beforeEach(() => {
  answer = () => ({ status: 200, body: {} })
  serve(() => answer())
})

/** Writes a message, as a composer does. */
function Pen() {
  const outbox = useOutbox()
  return (
    <button type="button" onClick={() => outbox.send(TICKET, 'Towels, please')}>
      Write
    </button>
  )
}
const badge = () => screen.getByRole('status').textContent

test('before the first stream it connects, and then it is live', () => {
  show(<ConnectionBadge />, cast.hana)
  expect(badge()).toBe('Connecting')
  act(() => stream.hello())
  expect(badge()).toBe('Live')
})

test('without the engine it says that it asks', () => {
  show(<ConnectionBadge />, cast.hana)
  act(() => stream.hello())
  act(() => stream.say('reset', { scope: 'board', reason: 'engine_down' }))
  expect(badge()).toBe('Asking every few seconds')
  act(() => stream.say('reset', { scope: 'board', reason: 'engine_up' }))
  expect(badge()).toBe('Live')
})

test('a lost network is said with the time as of which it shows things', async () => {
  show(<ConnectionBadge />, cast.hana)
  act(() => stream.hello())
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  act(() => void window.dispatchEvent(new Event('offline')))
  expect(badge()).toMatch(/^No network, as of \d/)
})

test('it is not called live while what was written cannot be sent', async () => {
  show(
    <>
      <ConnectionBadge />
      <Pen />
    </>,
    cast.hana,
  )
  act(() => stream.hello())
  answer = () => Promise.reject(new TypeError('network'))
  fireEvent.click(screen.getByRole('button', { name: 'Write' }))
  await waitFor(() => expect(badge()).toBe('1 waiting to send'))
})
