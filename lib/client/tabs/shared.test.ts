import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { MAX_OPEN_TICKETS } from '@/lib/live/events'
import { message, OTHER, TICKET } from '../rehearsal'
import { Ear } from './ear'
import { HIDDEN_MS } from './leader'
import { PlayedTabs, type Tab } from './rehearsal'
import { BEAT_MS } from './words'

const THIRD = '01900000-0000-7000-8000-00000000000c'
const SOON_MS = 1_500

let hall: PlayedTabs
let first: Tab
let second: Tab

beforeEach(async () => {
  hall = new PlayedTabs([TICKET, OTHER, THIRD])
  first = hall.open()
  await hall.pass(SOON_MS)
  second = hall.open()
  await hall.pass(SOON_MS)
})

test('one stream, and every tab is live, has read its list once, and hears everything once', async () => {
  expect(hall.server.standing).toHaveLength(1)
  expect([first.mode, second.mode]).toEqual(['live', 'live'])
  expect([first.boardResets, second.boardResets]).toEqual([1, 1])
  first.watch(TICKET, 0)
  second.watch(OTHER, 0)
  await hall.pass(SOON_MS)
  hall.server.write(TICKET)
  hall.server.write(OTHER)
  await hall.pass(SOON_MS)
  expect(hall.server.standing).toHaveLength(1)
  expect([first.seqs(TICKET), first.seqs(OTHER)]).toEqual([[1], []])
  expect([second.seqs(TICKET), second.seqs(OTHER)]).toEqual([[], [1]])
  const activity = second.heard.flatMap((one) => (one.event === 'activity' ? [one.data.ticketId] : []))
  expect(activity, 'what another tab has open still moves the list').toEqual([TICKET])
})

test('a tab that opens what is streamed already gets what it lacks, without another stream', async () => {
  first.watch(TICKET, 0)
  await hall.pass(SOON_MS)
  for (let at = 0; at < 3; at++) hall.server.write(TICKET)
  await hall.pass(SOON_MS)
  const { accepted } = hall.server
  second.watch(TICKET, 1)
  await hall.pass(SOON_MS)
  expect(second.seqs(TICKET)).toEqual([2, 3])
  hall.server.write(TICKET)
  await hall.pass(SOON_MS)
  expect(second.seqs(TICKET)).toEqual([2, 3, 4])
  expect(first.seqs(TICKET)).toEqual([1, 2, 3, 4])
  expect(hall.server.accepted).toBe(accepted)
})

test('a ticket is streamed from the lowest cursor of the tabs that have it open', async () => {
  for (let at = 0; at < 3; at++) hall.server.thread(TICKET).push(message(at + 1))
  first.watch(TICKET, 3)
  second.watch(TICKET, 1)
  await hall.pass(SOON_MS)
  expect(hall.server.standing.map(({ cursors }) => cursors.get(TICKET))).toEqual([1])
})

test('a word that is missing is noticed: the list is read again', () => {
  const missed: boolean[] = []
  const ear = new Ear(hall.clock.now, {
    onEvent: () => {},
    onChange: () => {},
    onSettled: (_, hasMissed) => missed.push(hasMissed),
  })
  const hello = {
    connection: 'c',
    personId: 'me',
    heartbeatMs: 1,
    serverTime: '',
    engine: 'up',
    listWithinMs: 0,
  } as const
  ear.hear({ type: 'settled', term: 1, n: 1, hello, missed: true })
  ear.hear({ type: 'head', term: 1, n: 2, ticketId: TICKET, seq: 1 })
  expect(missed).toEqual([true])
  ear.hear({ type: 'head', term: 1, n: 4, ticketId: TICKET, seq: 1 })
  expect(missed).toEqual([true, true])
})

test('a tab that missed a word of its leader has what was in it at once, without another stream', async () => {
  first.watch(TICKET, 0)
  second.watch(TICKET, 0)
  await hall.pass(SOON_MS)
  const [follower] = hall.followers
  const { accepted } = hall.server
  const listener = follower?.listener ?? null
  if (follower) follower.listener = null
  hall.server.write(TICKET)
  await hall.pass(0)
  if (follower) follower.listener = listener
  expect([hall.leader.seqs(TICKET), follower?.seqs(TICKET)]).toEqual([[1], []])
  // The next word is about something else.
  hall.server.write(OTHER)
  await hall.pass(0)
  expect(follower?.seqs(TICKET)).toEqual([1])
  expect(hall.server.accepted).toBe(accepted)
})

describe('the leader goes', () => {
  test.each(['close', 'kill'] as const)('%s: another has one new stream, from the cursors', async (how) => {
    const third = hall.open()
    first.watch(OTHER, 0)
    second.watch(TICKET, 0)
    third.watch(TICKET, 0)
    await hall.pass(SOON_MS)
    hall.server.write(TICKET)
    await hall.pass(SOON_MS)
    const { accepted } = hall.server
    first[how]()
    hall.server.write(TICKET)
    await hall.pass(SOON_MS)
    hall.server.write(TICKET)
    await hall.pass(SOON_MS)
    expect(hall.server.accepted).toBe(accepted + 1)
    for (const tab of [second, third]) {
      expect(tab.seqs(TICKET)).toEqual([1, 2, 3])
      expect(tab.mode).toBe('live')
      expect(tab.boardResets, 'the list may have missed something').toBe(2)
    }
  })

  test('frozen: nobody says that it is live for long, another takes over, and the frozen one follows when it thaws', async () => {
    second.watch(TICKET, 0)
    await hall.pass(SOON_MS)
    first.freeze()
    hall.server.write(TICKET)
    await hall.pass(4 * BEAT_MS)
    expect(hall.leader).toBe(second)
    expect(second.mode).toBe('live')
    expect(second.seqs(TICKET)).toEqual([1])
    first.thaw()
    await hall.pass(2 * BEAT_MS)
    expect(hall.leader).toBe(second)
    expect(hall.server.standing).toHaveLength(1)
    expect(first.mode).toBe('live')
  })

  test('hidden for a while: a tab that is looked at leads, and nobody has to read the list again', async () => {
    first.browser.hidden = true
    second.watch(TICKET, 0)
    await hall.pass(HIDDEN_MS - SOON_MS)
    const sent = setTraffic()
    await hall.pass(5 * BEAT_MS)
    expect(hall.leader).toBe(second)
    expect(hall.server.standing).toHaveLength(1)
    expect([first.boardResets, second.boardResets]).toEqual([1, 1])
    expect(second.seqs(TICKET)).toEqual(sent())
  })

  /** A word every 100 ms from now on; answers what was written. */
  function setTraffic() {
    const seqs: number[] = []
    const write = () => {
      hall.server.write(TICKET)
      seqs.push(seqs.length + 1)
      if (seqs.length < 140) hall.clock.setTimeout(write, 100)
    }
    write()
    return () => seqs
  }
})

test('when the stream breaks every tab says so, and each reads its list again when it is back', async () => {
  hall.server.breakOff()
  await hall.pass(0)
  expect([first.mode, second.mode]).toEqual(['reconnecting', 'reconnecting'])
  await hall.pass(SOON_MS)
  expect([first.mode, second.mode]).toEqual(['live', 'live'])
  expect([first.boardResets, second.boardResets]).toEqual([2, 2])
})

test('signed out is told to all', async () => {
  hall.leader.browser.source.say('bye', { retryMs: 0, reason: 'signed_out' })
  await hall.pass(SOON_MS)
  expect([first.browser.hasLeft, second.browser.hasLeft]).toEqual([true, true])
  expect(hall.server.standing).toHaveLength(0)
})

test('with more open tickets than a stream takes, the least looked at are fetched', async () => {
  const many = Array.from({ length: MAX_OPEN_TICKETS }, (_, at) => `01900000-0000-7000-8000-0000000001${at + 10}`)
  first.lookedAt = hall.clock.now() - 1
  second.lookedAt = hall.clock.now()
  first.watch(TICKET, 0)
  for (const ticketId of many) second.watch(ticketId, 0)
  await hall.pass(SOON_MS)
  const [line] = hall.server.standing
  expect([...(line?.cursors.keys() ?? [])].sort()).toEqual(many)
  hall.server.write(TICKET)
  await hall.pass(SOON_MS)
  expect(first.seqs(TICKET)).toEqual([1])
  hall.server.change(TICKET)
  await hall.pass(SOON_MS)
  expect(first.seqs(TICKET), 'what is done is no message, and missing all the same').toEqual([1, 2])
})

test('a change of what is streamed is not asked for', async () => {
  first.watch(TICKET, 0)
  await hall.pass(SOON_MS)
  hall.server.change(TICKET)
  await hall.pass(SOON_MS)
  expect([first.seqs(TICKET), first.browser.asked.length]).toEqual([[1], 0])
})

const step = fc.record({
  act: fc.constantFrom(
    'write',
    'write',
    'change',
    'watch',
    'unwatch',
    'open',
    'close',
    'kill',
    'freeze',
    'thaw',
    'hide',
    'break',
  ),
  which: fc.nat(6),
  ticket: fc.nat(2),
  waitMs: fc.constantFrom(0, 0, 30, 100, 1_000, 10_000, 40_000),
})

/** Nobody looks at the leader, who invites another tab again and again while that one is frozen. */
const SLEPT_THROUGH_INVITATIONS = [
  { act: 'hide', which: 0, ticket: 0, waitMs: 0 } as const,
  { act: 'open', which: 0, ticket: 0, waitMs: 0 } as const,
  { act: 'freeze', which: 1, ticket: 0, waitMs: 0 } as const,
  { act: 'write', which: 0, ticket: 0, waitMs: 40_000 } as const,
]

test('whatever tabs do: each shows every entry of what it has open, once and in order, by one stream', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const played = new PlayedTabs([TICKET, OTHER, THIRD])
      played.open()
      for (const { act, which, ticket, waitMs } of steps) {
        play(played, act, which, played.tickets[ticket] ?? TICKET)
        await played.pass(waitMs)
      }
      for (const tab of played.house.tabs) tab.thaw()
      if (played.house.tabs.length === 0) played.open()
      await played.pass(60_000)
      expect(played.server.standing).toHaveLength(1)
      for (const tab of played.house.tabs) {
        expect(tab.mode).toBe('live')
        for (const [ticketId, { from, since }] of tab.watched) {
          const missing = played.server.thread(ticketId).flatMap(({ seq }) => (seq > from ? [seq] : []))
          expect(tab.seqs(ticketId, since)).toEqual(missing)
        }
      }
    }),
    { numRuns: 150, examples: [[SLEPT_THROUGH_INVITATIONS]] },
  )
})

function play(played: PlayedTabs, act: string, which: number, ticketId: string): void {
  const { tabs } = played.house
  const tab = tabs[which % Math.max(1, tabs.length)]
  if (act === 'open' && tabs.length < 7) played.open()
  if (act === 'write') played.server.write(ticketId)
  if (act === 'change') played.server.change(ticketId)
  if (act === 'break') played.server.breakOff()
  if (act === 'thaw') tab?.thaw()
  if (tab?.state !== 'awake') return
  if (act === 'close' || act === 'kill' || act === 'freeze') tab[act]()
  if (act === 'hide') tab.browser.hidden = !tab.browser.hidden
  if (act === 'watch') tab.watch(ticketId, Math.max(0, played.server.thread(ticketId).length - (which % 3)))
  if (act === 'unwatch') {
    tab.watched.get(ticketId)?.close()
    tab.watched.delete(ticketId)
  }
}

test('that the network goes while the stream is already lost is shown, and that it is back', async () => {
  hall.server.breakOff()
  await hall.pass(0)
  expect([first.mode, second.mode]).toEqual(['reconnecting', 'reconnecting'])
  const go = (online: boolean) => {
    for (const { browser, live } of [first, second]) {
      browser.online = online
      if (online) live.wake()
      else live.networkLost()
    }
  }
  go(false)
  expect([first.mode, second.mode]).toEqual(['offline', 'offline'])
  go(true)
  expect([first.mode, second.mode]).toEqual(['reconnecting', 'reconnecting'])
  await hall.pass(SOON_MS)
  expect([first.mode, second.mode]).toEqual(['live', 'live'])
})
