// @vitest-environment happy-dom
/** The address follows what is asked, and what is asked follows the address where that is not its own doing. */
import { act, cleanup, renderHook } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useAddressed } from './use-addressed'

let address = ''
vi.mock('next/navigation', () => ({ useSearchParams: () => new URLSearchParams(address) }))

const onChange = vi.fn()
const how = {
  read: (params: Pick<URLSearchParams, 'get'>) => params.get('q') ?? '',
  addressOf: (asked: string) => `/history?q=${asked}`,
  onChange,
}

function opened(at: string) {
  address = `q=${at}`
  const { result, rerender } = renderHook(() => useAddressed(how))
  return {
    asked: () => result.current[0],
    ask: (next: string) => act(() => result.current[1](next)),
    /** As Next does it, a while after it was written or gone to. */
    arrive: (next: string) => {
      address = `q=${next}`
      rerender()
    },
  }
}

beforeEach(() => onChange.mockReset())
afterEach(cleanup)

it('writes what is asked there, and does not take its own writing for a question', () => {
  const page = opened('')
  page.ask('ra')
  page.ask('rail')
  expect(window.location.search).toBe('?q=rail')
  page.arrive('ra')
  expect([page.asked(), onChange.mock.calls.length]).toEqual(['rail', 2])
  page.arrive('rail')
  expect([page.asked(), onChange.mock.calls.length]).toEqual(['rail', 2])
})

it('asks what comes there from elsewhere', () => {
  const page = opened('rail')
  page.arrive('lamp')
  expect([page.asked(), onChange.mock.calls.length]).toEqual(['lamp', 1])
})

it('asks what is gone back to, though it was once written on the way and overtaken', () => {
  let goBack = () => {}
  const asNextDoes = () => goBack()
  // Next is there first, and may bring the address before anybody else hears of it.
  window.addEventListener('popstate', asNextDoes)
  const page = opened('rails')
  page.ask('rail')
  page.ask('rails')
  goBack = () => page.arrive('rail')
  window.dispatchEvent(new PopStateEvent('popstate'))
  window.removeEventListener('popstate', asNextDoes)
  expect(page.asked()).toBe('rail')
})
