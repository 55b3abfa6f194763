import { beforeEach, describe, expect, test } from 'vitest'
import type { LiveEvent } from '@/lib/live/events'
import { takeErrors } from '@/scripts/stage/errors'
import { GRACE_MS, LINGER_MS, SWITCH_DELAY_MS } from './connection'
import { Live, POLL_JITTER_MS, POLL_MS } from './live'
import { HELLO_DEADLINE_MS } from './live-stream'
import { message, OTHER, PlayedBrowser, settle, TICKET } from './rehearsal'

let browser: PlayedBrowser
let live: Live
let heard: LiveEvent[]

const mode = () => live.state.read().mode
const seqs = () => heard.flatMap(({ event, data }) => (event === 'entry' ? [data.seq] : []))
const boardResets = () =>
  heard.flatMap(({ event, data }) => (event === 'reset' && data.scope === 'board' ? [data.reason] : []))

/** A page with a live connection and nothing heard yet. */
async function goLive() {
  live.start()
  browser.source.hello()
  await browser.timers.pass(LINGER_MS)
  heard.length = 0
}

beforeEach(() => {
  browser = new PlayedBrowser()
  live = new Live(browser)
  heard = []
  live.subscribe((event) => heard.push(event))
})

describe('connecting', () => {
  test('it is live with the hello, and not before', () => {
    live.start()
    expect(live.state.read()).toMatchObject({ mode: 'reconnecting', everLive: false })
    browser.source.hello()
    expect(live.state.read()).toMatchObject({ mode: 'live', everLive: true })
  })

  test('the first connection has the board fetched: nothing replays what happened since the page was made', () => {
    live.start()
    browser.source.hello()
    expect(boardResets()).toEqual(['gap'])
  })

  test('it never gives up, waits longer and longer, and at most 8 s', async () => {
    browser.timers.chance = 1
    live.start()
    const waits: number[] = []
    for (let attempt = 0; attempt < 12; attempt++) {
      const count = browser.sources.length
      browser.source.breakOff()
      let waited = 0
      while (browser.sources.length === count) {
        await browser.timers.pass(100)
        waited += 100
      }
      waits.push(waited)
    }
    expect(waits.slice(0, 6)).toEqual([500, 1000, 2000, 4000, 8000, 8000])
    expect(waits.slice(6)).toEqual(Array(6).fill(8_000))
    expect(mode()).toBe('reconnecting')
  })

  test('the wait is random down to nothing, so that a house does not come back in one instant', async () => {
    browser.timers.chance = 0
    live.start()
    browser.source.breakOff()
    await browser.timers.pass(0)
    expect(browser.sources).toHaveLength(2)
  })

  test('the browser itself is never left to reconnect', () => {
    live.start()
    browser.source.breakOff()
    expect(browser.source.isClosed).toBe(true)
  })

  test('a server that accepts and then says nothing is given up on', async () => {
    live.start()
    await browser.timers.pass(HELLO_DEADLINE_MS + 500)
    expect(browser.sources).toHaveLength(2)
  })

  test('a refusal because one is signed out leads to the sign-in page', async () => {
    browser.session = 'out'
    live.start()
    browser.source.refuse()
    await settle()
    expect(browser.hasLeft).toBe(true)
    await browser.timers.pass(60_000)
    expect(browser.sources).toHaveLength(1)
  })

  test('a stream that answers for somebody else shows nothing of theirs, and the page begins anew', async () => {
    live.start()
    browser.source.personId = 'somebody else'
    browser.source.hello()
    browser.source.say('entry', message(1))
    expect(browser.wasReloaded).toBe(true)
    expect(heard).toEqual([])
    expect(browser.openSources).toHaveLength(0)
  })

  test('a refusal while the server is in trouble is tried again', async () => {
    browser.session = 'unknown'
    live.start()
    browser.source.refuse()
    await browser.timers.pass(500)
    expect(browser.hasLeft).toBe(false)
    expect(browser.sources).toHaveLength(2)
  })
})

describe('losing the connection', () => {
  beforeEach(goLive)

  test('it says so at once, with the time of what was last heard', async () => {
    await browser.timers.pass(5_000)
    browser.source.say('heartbeat', { serverTime: '2026-11-23T09:00:06.000Z' })
    const heardAt = new Date(browser.timers.now()).toISOString()
    await browser.timers.pass(7_000)
    browser.source.breakOff()
    expect(live.state.read()).toMatchObject({ mode: 'reconnecting', asOf: heardAt })
  })

  test('back again in a crowd, the board is to be fetched when the server says', async () => {
    browser.source.breakOff()
    heard.length = 0
    await browser.timers.pass(500)
    browser.source.hello('up', 60_000)
    expect(heard).toContainEqual({ event: 'reset', data: { scope: 'board', reason: 'gap', withinMs: 60_000 } })
  })

  test('back again, the board is fetched, and open tickets go on from what is shown', async () => {
    live.watch(TICKET, 0)
    await browser.timers.pass(SWITCH_DELAY_MS)
    browser.source.hello()
    browser.source.say('entry', message(1))
    browser.source.breakOff()
    heard.length = 0
    await browser.timers.pass(500)
    expect(browser.source.url).toBe(`/api/live?open=${TICKET}:1`)
    browser.source.hello()
    expect(boardResets()).toEqual(['gap'])
    expect(mode()).toBe('live')
  })

  test('silence for 2.2 heartbeats is a lost connection, whatever the socket believes', async () => {
    await browser.timers.pass(43_000 - LINGER_MS)
    expect(mode()).toBe('live')
    browser.source.say('heartbeat', { serverTime: '2026-11-23T09:00:43.000Z' })
    await browser.timers.pass(43_900)
    expect(browser.sources).toHaveLength(1)
    await browser.timers.pass(100)
    expect(mode()).toBe('reconnecting')
    await browser.timers.pass(500)
    expect(browser.sources).toHaveLength(2)
  })

  test('without a network it says that, and tries all the same', async () => {
    browser.online = false
    live.networkLost()
    expect(mode()).toBe('offline')
    await browser.timers.pass(500)
    expect(browser.sources).toHaveLength(2)
  })

  test('without a network a stream that was on its way is not believed either', async () => {
    live.watch(TICKET, 0)
    await browser.timers.pass(SWITCH_DELAY_MS)
    const onItsWay = browser.source
    browser.online = false
    live.networkLost()
    expect(onItsWay.isClosed).toBe(true)
    onItsWay.hello()
    expect(mode()).toBe('offline')
  })

  test('waking up reopens at once, however it is told, and only once', async () => {
    live.wake()
    live.wake()
    expect(browser.sources).toHaveLength(2)
    heard.length = 0
    browser.source.hello()
    expect(boardResets()).toEqual(['gap'])
    await browser.timers.pass(LINGER_MS)
    expect(browser.openSources).toHaveLength(1)
  })

  test('a network that is back is not made to wait for the next attempt', async () => {
    browser.timers.chance = 1
    for (let attempt = 0; attempt < 8; attempt++) {
      browser.source.breakOff()
      await browser.timers.pass(15_000)
    }
    browser.source.breakOff()
    const count = browser.sources.length
    live.wake()
    expect(browser.sources).toHaveLength(count + 1)
  })

  test('stopped, it keeps nothing open and tries nothing', async () => {
    live.stop()
    await browser.timers.pass(120_000)
    expect(browser.openSources).toHaveLength(0)
    expect(browser.sources).toHaveLength(1)
  })
})

describe('changing streams', () => {
  beforeEach(goLive)

  test('opening a ticket opens the new stream before the old one goes, and nothing is fetched again', async () => {
    live.watch(TICKET, 7)
    await browser.timers.pass(SWITCH_DELAY_MS)
    const [old, next] = browser.openSources
    expect(next?.url).toBe(`/api/live?open=${TICKET}:7`)
    expect(mode()).toBe('live')
    next?.hello()
    // What was on its way on the old one still arrives.
    old?.say('activity', { ticketId: OTHER, seq: 2, n: 1, authorId: 'a', preview: 'late', at: '2026-11-23T09:00:00Z' })
    expect(heard.map(({ event }) => event)).toEqual(['hello', 'activity'])
    await browser.timers.pass(LINGER_MS)
    expect(browser.openSources).toEqual([next])
    expect(boardResets()).toEqual([])
  })

  test('what both streams say of an open ticket is heard once', async () => {
    live.watch(TICKET, 0)
    await browser.timers.pass(SWITCH_DELAY_MS)
    browser.source.hello()
    const first = browser.source
    live.watch(OTHER, 0)
    await browser.timers.pass(SWITCH_DELAY_MS)
    first.say('entry', message(1))
    browser.source.hello()
    browser.source.say('entry', message(1))
    first.say('entry', message(2))
    browser.source.say('entry', message(2))
    expect(seqs()).toEqual([1, 2])
  })

  test('leafing through a list is one change of the stream', async () => {
    for (let at = 0; at < 5; at++) live.watch(`01900000-0000-7000-8000-00000000010${at}`, 1)()
    live.watch(TICKET, 3)
    await browser.timers.pass(SWITCH_DELAY_MS)
    expect(browser.sources).toHaveLength(2)
    expect(browser.source.url).toBe(`/api/live?open=${TICKET}:3`)
  })

  test('a ticket that two parts of the page have open stays open until both have closed it', async () => {
    const closeOne = live.watch(TICKET, 1)
    const closeOther = live.watch(TICKET, 1)
    await browser.timers.pass(SWITCH_DELAY_MS)
    browser.source.hello()
    closeOne()
    await browser.timers.pass(SWITCH_DELAY_MS)
    expect(browser.sources).toHaveLength(2)
    closeOther()
    await browser.timers.pass(SWITCH_DELAY_MS)
    expect(browser.source.url).toBe('/api/live')
  })

  test('what happens in a ticket before its stream stands is fetched', async () => {
    live.watch(TICKET, 0)
    browser.journal.set(TICKET, [message(1)])
    const activity = { ticketId: TICKET, seq: 1, n: 1, authorId: 'a', preview: '', at: '2026-11-23T09:00:00Z' }
    browser.source.say('activity', activity)
    await settle()
    expect(seqs()).toEqual([1])
  })

  test('a new stream that fails leaves the old one in its place', async () => {
    live.watch(TICKET, 0)
    await browser.timers.pass(SWITCH_DELAY_MS)
    browser.source.breakOff()
    expect(mode()).toBe('live')
    await browser.timers.pass(500)
    browser.source.hello()
    expect(boardResets()).toEqual([])
  })

  test('bye: the new stream is opened when the server said, before the old one goes', async () => {
    browser.source.say('bye', { retryMs: 700, reason: 'rotate' })
    expect(browser.sources).toHaveLength(1)
    await browser.timers.pass(700)
    expect(browser.openSources).toHaveLength(2)
    browser.source.hello()
    await browser.timers.pass(LINGER_MS)
    expect(browser.openSources).toHaveLength(1)
    expect(boardResets()).toEqual([])
    expect(mode()).toBe('live')
  })

  test('bye of a server that stops: the board is fetched from the next one, and a short change is no alarm', async () => {
    browser.source.say('bye', { retryMs: 700, reason: 'shutdown' })
    browser.source.breakOff()
    expect(mode()).toBe('live')
    await browser.timers.pass(700)
    expect(browser.sources).toHaveLength(2)
    browser.source.hello()
    expect(boardResets()).toEqual(['gap'])
    expect(mode()).toBe('live')
  })

  test('bye of a server that does not come back is told', async () => {
    browser.source.say('bye', { retryMs: 700, reason: 'shutdown' })
    browser.source.breakOff()
    await browser.timers.pass(700 + GRACE_MS)
    expect(mode()).toBe('reconnecting')
  })

  test('bye because one is signed out leads to the sign-in page', () => {
    browser.source.say('bye', { retryMs: 0, reason: 'signed_out' })
    expect(browser.hasLeft).toBe(true)
    expect(browser.openSources).toHaveLength(0)
  })
})

describe('without Redis', () => {
  beforeEach(async () => {
    await goLive()
    live.watch(TICKET, 0)
    await browser.timers.pass(SWITCH_DELAY_MS)
    browser.source.hello()
    await browser.timers.pass(LINGER_MS)
    heard.length = 0
  })

  test('it says that it asks, and asks every few seconds until the engine is up', async () => {
    browser.source.say('reset', { scope: 'board', reason: 'engine_down' })
    expect(mode()).toBe('polling')
    browser.journal.set(TICKET, [message(1)])
    await browser.timers.pass(POLL_MS)
    expect(seqs()).toEqual([1])
    browser.journal.set(TICKET, [message(1), message(2)])
    await browser.timers.pass(POLL_MS)
    expect(seqs()).toEqual([1, 2])
    expect(boardResets()).toEqual(['engine_down', 'engine_down', 'engine_down'])
    browser.source.say('reset', { scope: 'board', reason: 'engine_up' })
    expect(mode()).toBe('live')
    const asked = browser.asked.length
    await browser.timers.pass(4 * POLL_MS)
    expect(browser.asked).toHaveLength(asked)
  })

  test('screens ask at different moments', async () => {
    const firstAskAt = async (chance: number) => {
      browser.timers.chance = chance
      browser.source.say('reset', { scope: 'board', reason: 'engine_down' })
      await settle()
      const begun = browser.timers.now()
      const asked = browser.asked.length
      while (browser.asked.length === asked) await browser.timers.pass(50)
      browser.source.say('reset', { scope: 'board', reason: 'engine_up' })
      return browser.timers.now() - begun
    }
    expect(await firstAskAt(0)).toBe(POLL_MS - POLL_JITTER_MS)
    expect(await firstAskAt(1)).toBe(POLL_MS + POLL_JITTER_MS)
  })

  test('a page that nobody looks at does not ask', async () => {
    browser.source.say('reset', { scope: 'board', reason: 'engine_down' })
    await settle()
    browser.hidden = true
    const asked = browser.asked.length
    await browser.timers.pass(5 * POLL_MS)
    expect(browser.asked).toHaveLength(asked)
  })

  test('a page that comes while the engine is down asks from the start', () => {
    live.wake()
    browser.source.hello('down')
    expect(mode()).toBe('polling')
  })

  test('a network that breaks every stream is asked through, and says so', async () => {
    browser.source.breakOff()
    for (let attempt = 0; attempt < 3; attempt++) {
      await browser.timers.pass(15_000)
      browser.source.refuse()
      await settle()
    }
    expect(mode()).toBe('polling')
    browser.journal.set(TICKET, [message(1)])
    await browser.timers.pass(POLL_MS)
    expect(seqs()).toEqual([1])
  })
})

test('a ticket that one loses is not asked for again', async () => {
  await goLive()
  live.watch(TICKET, 4)
  await browser.timers.pass(SWITCH_DELAY_MS)
  browser.source.hello()
  browser.source.say('gone', { ticketId: TICKET, seq: 5 })
  expect(heard.at(-1)).toMatchObject({ event: 'gone' })
  browser.source.breakOff()
  await browser.timers.pass(500)
  expect(browser.source.url).toBe('/api/live')
})

describe('something may have passed that no stream replays', () => {
  beforeEach(async () => {
    await goLive()
    live.watch(TICKET, 1)
    await browser.timers.pass(SWITCH_DELAY_MS)
    browser.source.hello()
    browser.journal.set(TICKET, [message(1), message(2)])
    browser.source.breakOff()
    await browser.timers.pass(500)
  })

  test('what is open is filled, not only the list', async () => {
    browser.source.hello()
    await settle()
    expect([seqs(), boardResets()]).toEqual([[2], ['gap']])
  })

  test('a crowd that comes back asks for it in its time, as for the list', async () => {
    browser.source.hello('up', 10_000)
    await browser.timers.pass(4_900)
    expect(browser.asked).toEqual([])
    await browser.timers.pass(5_100)
    expect(seqs()).toEqual([2])
  })
})

describe('a thread that was shorter than what is shown', () => {
  const journalOf = (length: number) =>
    Array.from({ length }, (_, at) => message(at + 1, TICKET, 'a', `after the backup ${at + 1}`))
  const ticketResets = () =>
    heard.flatMap(({ event, data }) => (event === 'reset' && data.scope === 'ticket' ? [data.reason] : []))

  beforeEach(async () => {
    await goLive()
    live.watch(TICKET, 9)
    await browser.timers.pass(SWITCH_DELAY_MS)
    browser.source.hello()
  })

  test.each([
    ['still is', 7],
    ['is as long now', 9],
    ['is longer now', 11],
  ])('it %s: it is read anew, and gone on from where it is', async (_, length) => {
    browser.journal.set(TICKET, journalOf(length))
    browser.source.say('reset', { scope: 'ticket', ticketId: TICKET, reason: 'ahead' })
    await settle()
    expect(ticketResets()).toEqual(['ahead'])
    browser.source.say('entry', message(length + 1))
    expect(seqs()).toEqual([length + 1])
  })

  test('what was asked before that was known does not answer it', async () => {
    let answer = () => {}
    browser.answerAfter = () => new Promise((resolve) => (answer = resolve))
    browser.journal.set(TICKET, journalOf(9))
    browser.source.say('reset', { scope: 'ticket', ticketId: TICKET, reason: 'gap' })
    browser.source.say('reset', { scope: 'ticket', ticketId: TICKET, reason: 'ahead' })
    browser.answerAfter = null
    answer()
    await settle()
    expect([browser.asked.length, ticketResets()]).toEqual([2, ['ahead']])
  })
})

test('a screen that fails at an entry costs the others nothing', async () => {
  browser = new PlayedBrowser()
  live = new Live(browser)
  live.subscribe(() => {
    throw new TypeError('a bug')
  })
  live.subscribe((event) => heard.push(event))
  await goLive()
  live.watch(TICKET, 0)
  live.tell({ event: 'entry', data: message(1) })
  live.tell({ event: 'entry', data: message(2) })
  expect(seqs()).toEqual([1, 2])
  expect(takeErrors().length).toBeGreaterThan(1)
})
