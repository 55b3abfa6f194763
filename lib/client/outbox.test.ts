import { beforeEach, describe, expect, test } from 'vitest'
import type { Entry } from '@/lib/chat/schema'
import { ApiError } from './api'
import { type Depot, Outbox, type Outgoing } from './outbox'
import { HandClock, message, OTHER, settle, TICKET } from './rehearsal'

/** A server that has a journal, and a network that fails as told. */
class Played implements Depot {
  readonly timers = new HandClock()
  readonly stored = new Map<string, Outgoing>()
  readonly posts: string[] = []
  readonly journal: { id: string; text: string }[] = []
  /** What becomes of the next posts; none left means that all goes well. */
  fate: (ApiError | 'lost answer' | Promise<void>)[] = []

  post = async ({ id, text, ticketId }: Outgoing): Promise<{ entry: Entry }> => {
    this.posts.push(id)
    const fate = this.fate.shift()
    if (fate instanceof Promise) await fate
    if (fate instanceof ApiError) throw fate
    if (!this.journal.some((one) => one.id === id)) this.journal.push({ id, text })
    if (fate === 'lost answer') throw new ApiError({ status: 0, code: 'unreachable', message: 'network' })
    const seq = this.journal.findIndex((one) => one.id === id) + 1
    return { entry: { ...message(seq, ticketId, 'me', text), id } }
  }
  stamp = () => '2026-11-23T09:00:00.000Z'
  kept = () => [...this.stored.values()]
  keep = (one: Outgoing) => void this.stored.set(one.id, one)
  drop = (id: string) => {
    this.stored.delete(id)
    for (const tab of this.others) tab.forget(id)
  }
  isGone = (id: string) => !this.stored.has(id)
  /** Tabs that hear of what is dropped. */
  readonly others = new Set<Outbox>()
  private queues = new Map<string, Promise<unknown>>()
  alone = <T>(ticketId: string, work: () => Promise<T>): Promise<T> => {
    const turn = (this.queues.get(ticketId) ?? Promise.resolve()).then(work)
    this.queues.set(ticketId, turn)
    return turn
  }

  get said() {
    return this.journal.map(({ text }) => text)
  }
}

const failure = (status: number, retryAfter?: number) =>
  new ApiError({ status, code: 'x', message: 'forbidden', retryAfter })

let depot: Played
let outbox: Outbox
let sent: Entry[]

beforeEach(() => {
  depot = new Played()
  outbox = new Outbox(depot)
  sent = []
  outbox.onSent((entry) => sent.push(entry))
})

test('a message is shown at once, and leaves when the server has it', async () => {
  outbox.send(TICKET, 'hello')
  expect(outbox.of(TICKET)).toMatchObject([{ text: 'hello', state: 'waiting' }])
  await settle()
  expect(outbox.of(TICKET)).toEqual([])
  expect(sent.map(({ id }) => id)).toEqual(depot.posts)
})

describe('while it is unknown whether the server has it', () => {
  test.each([
    ['no answer', failure(0)],
    ['a stumbling server', failure(500)],
    ['an outage', failure(503)],
    ['too much at once', failure(429)],
  ])('it is tried again by itself, under the same id (%s)', async (_, fate) => {
    depot.fate = [fate, fate, fate]
    outbox.send(TICKET, 'hello')
    await depot.timers.pass(60_000)
    expect(depot.posts).toHaveLength(4)
    expect(new Set(depot.posts).size).toBe(1)
    expect(depot.said).toEqual(['hello'])
    expect(outbox.of(TICKET)).toEqual([])
  })

  test('an answer that is lost on its way makes no second message', async () => {
    depot.fate = ['lost answer', 'lost answer']
    outbox.send(TICKET, 'once')
    await depot.timers.pass(60_000)
    expect(depot.posts).toHaveLength(3)
    expect(depot.said).toEqual(['once'])
  })

  test('it stops waiting when it is seen in the thread, and what comes after it goes', async () => {
    depot.fate = ['lost answer']
    outbox.send(TICKET, 'seen')
    outbox.send(TICKET, 'after it')
    await settle()
    expect([outbox.waiting(), outbox.stuck()]).toEqual([2, 1])
    outbox.arrived(depot.posts[0] ?? '')
    expect(outbox.of(TICKET)).toMatchObject([{ text: 'after it' }])
    expect([outbox.stuck(), depot.stored.size]).toEqual([0, 1])
    await depot.timers.pass(60_000)
    expect(depot.posts).toHaveLength(2)
    expect(depot.said).toEqual(['seen', 'after it'])
  })

  test('it waits as long as the server asked for', async () => {
    depot.timers.chance = 0
    depot.fate = [failure(503, 7)]
    outbox.send(TICKET, 'hello')
    await depot.timers.pass(6_900)
    expect(depot.posts).toHaveLength(1)
    await depot.timers.pass(100)
    expect(depot.posts).toHaveLength(2)
  })

  test('what was written after it waits behind it; other tickets do not', async () => {
    depot.fate = [failure(0)]
    outbox.send(TICKET, 'first')
    outbox.send(TICKET, 'second')
    outbox.send(OTHER, 'elsewhere')
    await settle()
    expect(depot.said).toEqual(['elsewhere'])
    await depot.timers.pass(60_000)
    expect(depot.said).toEqual(['elsewhere', 'first', 'second'])
  })

  test('a reason to hope makes it try at once', async () => {
    depot.fate = Array.from({ length: 6 }, () => failure(0))
    outbox.send(TICKET, 'hello')
    await depot.timers.pass(30_000)
    depot.fate = []
    outbox.nudge()
    await settle()
    expect(depot.said).toEqual(['hello'])
  })

  test('hoping twice does not send twice', async () => {
    let answer = () => {}
    depot.fate = [new Promise<void>((resolve) => (answer = resolve))]
    outbox.send(TICKET, 'hello')
    await settle()
    outbox.nudge()
    outbox.nudge()
    answer()
    await settle()
    expect(depot.posts).toHaveLength(1)
  })
})

describe('a message that the server refuses', () => {
  beforeEach(async () => {
    depot.fate = [failure(403)]
    outbox.send(TICKET, 'refused')
    outbox.send(TICKET, 'after it')
    await settle()
  })

  test('it is kept and says why, and does not hold up the next', async () => {
    expect(outbox.of(TICKET)).toMatchObject([{ text: 'refused', state: 'failed', refusal: { message: 'forbidden' } }])
    expect(depot.said).toEqual(['after it'])
    await depot.timers.pass(120_000)
    outbox.nudge()
    await settle()
    expect(depot.said).toEqual(['after it'])
  })

  test('its author tries it again, under the id it has', async () => {
    const id = outbox.of(TICKET)[0]?.id ?? ''
    outbox.retry(id)
    await settle()
    expect(depot.said).toEqual(['after it', 'refused'])
    expect(depot.posts.filter((post) => post === id)).toHaveLength(2)
  })

  test('its author lets go of it', () => {
    outbox.discard(outbox.of(TICKET)[0]?.id ?? '')
    expect(outbox.of(TICKET)).toEqual([])
    expect(depot.stored.size).toBe(0)
  })
})

test('what waits survives a reload, in its order, under its ids', async () => {
  depot.fate = [failure(0), failure(0)]
  outbox.send(TICKET, 'first')
  outbox.send(TICKET, 'second')
  await settle()
  const ids = outbox.of(TICKET).map(({ id }) => id)
  const reloaded = new Outbox(depot)
  expect(reloaded.of(TICKET).map(({ id }) => id)).toEqual(ids)
  depot.fate = []
  reloaded.nudge()
  await settle()
  expect(depot.journal.map(({ id }) => id)).toEqual(ids)
  expect(depot.stored.size).toBe(0)
})

describe('several tabs of a person', () => {
  const share = (other: Outbox) => {
    for (const one of depot.kept()) other.adopt(one)
  }

  test('each shows what waits, one sends it, in order, whichever it was written in', async () => {
    let answer = () => {}
    depot.fate = [new Promise<void>((resolve) => (answer = resolve))]
    const other = new Outbox(depot)
    outbox.send(TICKET, 'first')
    outbox.send(TICKET, 'second')
    share(other)
    await settle()
    expect(other.of(TICKET).map(({ text }) => text)).toEqual(['first', 'second'])
    expect(depot.posts).toHaveLength(1)
    answer()
    await settle()
    await settle()
    expect(depot.said).toEqual(['first', 'second'])
    expect(depot.posts).toHaveLength(2)
    expect([outbox.waiting(), other.waiting()]).toEqual([0, 0])
  })

  test('what a tab leaves behind goes out from another', async () => {
    depot.fate = [failure(0)]
    outbox.send(TICKET, 'left behind')
    await settle()
    const other = new Outbox(depot)
    share(other)
    await settle()
    expect(depot.said).toEqual(['left behind'])
    expect(other.waiting()).toBe(0)
  })

  test('what another gave up is not sent', async () => {
    depot.fate = [failure(0)]
    outbox.send(TICKET, 'never mind')
    await settle()
    depot.others.add(outbox)
    const other = new Outbox(depot)
    other.discard(other.of(TICKET)[0]?.id ?? '')
    await depot.timers.pass(60_000)
    expect([depot.said, outbox.of(TICKET)]).toEqual([[], []])
  })
})

test('somebody who is signed out keeps what they wrote', async () => {
  depot.fate = [failure(401)]
  outbox.send(TICKET, 'hello')
  await depot.timers.pass(120_000)
  expect(depot.posts).toHaveLength(1)
  expect([...depot.stored.values()]).toMatchObject([{ text: 'hello', state: 'waiting' }])
})

test('nothing changes for whoever looks, until something changes', () => {
  expect(outbox.of(TICKET)).toBe(outbox.of(TICKET))
  outbox.send(TICKET, 'hello')
  expect(outbox.of(TICKET)).toBe(outbox.of(TICKET))
  expect(outbox.waiting()).toBe(1)
})
