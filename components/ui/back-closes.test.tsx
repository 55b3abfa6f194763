// @vitest-environment happy-dom
/** Back closes what lies uppermost; every other way of going is left alone. */
import { cleanup, render } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { BackCloses } from './back-closes'

/** On the second of three pages of this document. */
const navigation = Object.assign(new EventTarget(), { currentEntry: { index: 1 } })
beforeEach(() => void vi.stubGlobal('navigation', navigation))
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

interface Going {
  to?: number
  navigationType?: NavigationType
  userInitiated?: boolean
  cancelable?: boolean
}

/** Answers whether the browser goes on. */
function go({ to = 0, navigationType = 'traverse', userInitiated = true, cancelable = true }: Going = {}): boolean {
  const event = new Event('navigate', { cancelable })
  return navigation.dispatchEvent(Object.assign(event, { navigationType, userInitiated, destination: { index: to } }))
}

const above = (...layers: (() => void)[]) => (
  <>
    {layers.map((onBack, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: a layer is where it lies
      <BackCloses key={at} onBack={onBack} />
    ))}
  </>
)

it('closes what lies uppermost, and then what lay under it', () => {
  const [under, over] = [vi.fn(), vi.fn()]
  const { rerender } = render(above(under, over))
  expect(go()).toBe(false)
  expect([under.mock.calls.length, over.mock.calls.length]).toEqual([0, 1])
  rerender(above(under))
  expect(go()).toBe(false)
  expect([under.mock.calls.length, over.mock.calls.length]).toEqual([1, 1])
  rerender(above())
  expect(go()).toBe(true)
})

it('does what it was last given', () => {
  const [before, now] = [vi.fn(), vi.fn()]
  const { rerender } = render(above(before))
  rerender(above(now))
  go()
  expect([before.mock.calls.length, now.mock.calls.length]).toEqual([0, 1])
})

it.each<[string, Going]>([
  ['Forward', { to: 2 }],
  ['Back to another document', { to: -1 }],
  ['what a script goes back to', { userInitiated: false }],
  ['a link', { navigationType: 'push', to: 2 }],
  ['what a browser does not let it stop', { cancelable: false }],
])('leaves alone: %s', (_, going) => {
  const onBack = vi.fn()
  render(above(onBack))
  expect(go(going)).toBe(true)
  expect(onBack).not.toHaveBeenCalled()
})
