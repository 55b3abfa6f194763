// @vitest-environment happy-dom
/** What a browser tells a page of waking, sleeping and networks: the stream is opened again at once, and closed where it would
 *  be of no use. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openLive, SLEEP_AFTER_MS } from './live-browser'
import { PlayedSource } from './rehearsal'

let sources: PlayedSource[]
let stop: () => void
let isCoarse: boolean

beforeEach(() => {
  vi.useFakeTimers()
  sources = []
  isCoarse = false
  vi.stubGlobal('fetch', () => new Promise(() => {}))
  vi.stubGlobal('matchMedia', () => ({ matches: isCoarse }))
  // No locks: each tab has a stream of its own.
  vi.stubGlobal(
    'EventSource',
    class extends PlayedSource {
      constructor(url: string) {
        super(url)
        this.personId = 'hana'
        sources.push(this)
      }
    },
  )
})
afterEach(() => {
  stop()
  hide(false)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const begin = () => {
  stop = openLive('hana').start()
  sources.at(-1)?.hello()
}
const open = () => sources.filter(({ isClosed }) => !isClosed)
const hide = (isHidden: boolean) =>
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(isHidden) && document.dispatchEvent(new Event('visibilitychange'))
const tell = (target: EventTarget, name: string, more: object = {}) =>
  target.dispatchEvent(Object.assign(new Event(name), more))

describe('a page with a stream', () => {
  it.each([
    ['pagehide', () => window],
    ['freeze', () => document],
  ] as const)('closes it on %s', (name, target) => {
    begin()
    expect(open()).toHaveLength(1)
    tell(target(), name)
    expect(open()).toHaveLength(0)
  })

  it.each([
    ['pageshow', () => window, { persisted: true }],
    ['resume', () => document, {}],
  ] as const)('that was closed has one again on %s, at once', (name, target, more) => {
    begin()
    tell(window, 'pagehide')
    tell(target(), name, more)
    expect(open()).toHaveLength(1)
  })

  it('leaves it alone when it is shown for the first time', () => {
    begin()
    tell(window, 'pageshow', { persisted: false })
    expect(sources).toHaveLength(1)
  })

  it('has a new one as soon as there is a network, however long it would have waited', () => {
    begin()
    tell(window, 'offline')
    expect(open()).toHaveLength(0)
    const before = sources.length
    tell(window, 'online')
    expect(sources).toHaveLength(before + 1)
    expect(open()).toHaveLength(1)
  })

  it('closes it when it has been hidden for a while, and has one when it is seen', () => {
    begin()
    hide(true)
    vi.advanceTimersByTime(SLEEP_AFTER_MS - 1)
    expect(open()).toHaveLength(1)
    vi.advanceTimersByTime(1)
    expect(open()).toHaveLength(0)
    vi.advanceTimersByTime(60_000)
    hide(false)
    expect(open()).toHaveLength(1)
  })

  it('keeps it when it is only hidden for a moment', () => {
    begin()
    hide(true)
    vi.advanceTimersByTime(SLEEP_AFTER_MS - 1)
    hide(false)
    vi.advanceTimersByTime(SLEEP_AFTER_MS)
    expect(sources).toHaveLength(1)
    expect(open()).toHaveLength(1)
  })

  it('hears nothing of it once it has been left', () => {
    begin()
    stop()
    const before = sources.length
    for (const name of ['online', 'pageshow']) tell(window, name, { persisted: true })
    tell(document, 'resume')
    expect(sources).toHaveLength(before)
  })
})
