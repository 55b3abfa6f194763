// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { InWords } from '@/components/shell/stage'
import { opened } from '@/lib/client/lock'
import { IdleWatch } from './idle-watch'

const MINUTE_MS = 60_000
const onIdle = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  onIdle.mockClear()
  localStorage.clear()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

function watch() {
  opened()
  render(
    <InWords>
      <IdleWatch minutes={5} onIdle={onIdle} />
    </InWords>,
  )
}
const pass = (ms: number) => act(() => vi.advanceTimersByTime(ms))

it('locks after five minutes without a touch, and says so twenty seconds before', () => {
  watch()
  pass(5 * MINUTE_MS - 21_000)
  expect(screen.getByRole('status').textContent).toBe('')
  pass(2_000)
  expect(screen.getByRole('status').textContent).toMatch(/Locks in/)
  expect(onIdle).not.toHaveBeenCalled()
  pass(20_000)
  expect(onIdle).toHaveBeenCalled()
})

it('counts from the last touch', () => {
  watch()
  pass(4 * MINUTE_MS)
  fireEvent.keyDown(window, { key: 'a' })
  pass(4 * MINUTE_MS)
  expect(onIdle).not.toHaveBeenCalled()
  pass(MINUTE_MS + 1_000)
  expect(onIdle).toHaveBeenCalled()
})

it('counts what another tab was touched for', () => {
  watch()
  pass(4 * MINUTE_MS)
  localStorage.setItem('bellboard.input', String(Date.now()))
  pass(4 * MINUTE_MS)
  expect(onIdle).not.toHaveBeenCalled()
})

it('locks at once when the device wakes after a long sleep', () => {
  watch()
  vi.setSystemTime(Date.now() + 60 * MINUTE_MS)
  fireEvent(document, new Event('visibilitychange'))
  expect(onIdle).toHaveBeenCalled()
})
