import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LiveEvent, LiveEvents } from '@/lib/live/events'
import { PresenceStore } from './presence'

type Present = LiveEvents['presence']

const here = (ticketId: string, ...personIds: string[]): LiveEvent => ({
  event: 'presence',
  data: { ticketId, personIds },
})
const reset = (reason: LiveEvents['reset']['reason']): LiveEvent => ({
  event: 'reset',
  data: { scope: 'board', reason },
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('who is here, on a page', () => {
  it('follows changes, never names the reader, and keeps an answer of the same people the same', async () => {
    const store = new PresenceStore('me', async () => [{ ticketId: 'one', personIds: ['hana', 'me'] }])
    store.take(here('one', 'hana', 'me'))
    store.take(here('two', 'me'))
    expect([store.of('one'), store.of('two')]).toEqual([['hana'], []])
    const before = store.of('one')
    store.askSoon()
    await vi.runAllTimersAsync()
    expect(store.of('one')).toBe(before)
    store.take(here('one', 'me'))
    expect(store.of('one')).toEqual([])
  })

  it('an answer replaces what was known, but not what came while it was on its way', async () => {
    let answer = (_: Present[]) => {}
    const asked = new Promise<Present[]>((resolve) => (answer = resolve))
    const store = new PresenceStore('me', () => asked)
    store.take(here('left', 'hana'))
    store.take({ event: 'hello', data: {} as LiveEvents['hello'] })
    await vi.advanceTimersByTimeAsync(1_000)
    store.take(here('new', 'ben'))
    store.take(here('over'))
    answer([
      { ticketId: 'over', personIds: ['ada'] },
      { ticketId: 'still', personIds: ['ada'] },
    ])
    await vi.runAllTimersAsync()
    expect(['left', 'new', 'over', 'still'].map(store.of)).toEqual([[], ['ben'], [], ['ada']])
  })

  it('knows of nobody while the engine is away, or nobody answers, or the ticket is not theirs to see', async () => {
    const store = new PresenceStore('me', () => Promise.reject(new Error('away')))
    store.take(here('one', 'hana'))
    store.take({ event: 'gone', data: { ticketId: 'one', seq: 1 } })
    expect(store.of('one')).toEqual([])
    store.take(here('one', 'hana'))
    store.take(reset('engine_down'))
    expect(store.of('one')).toEqual([])
    store.take(here('one', 'hana'))
    // By a stream that is taken for lost.
    expect(store.of('one')).toEqual([])
    store.take(reset('gap'))
    await vi.runAllTimersAsync()
    expect(store.of('one')).toEqual([])
  })
})
