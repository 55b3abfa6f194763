/** Errands go through the outbox once, in their place, and nothing of them is dropped without a word. */
import { beforeEach, expect, test } from 'vitest'
import type { LiveEvent } from '@/lib/live/events'
import type { Changed, Ticket } from '@/lib/tickets/schema'
import { takeErrors } from '@/scripts/stage/errors'
import { ApiError } from './api'
import { Outbox } from './outbox'
import type { Depot, Posted } from './outbox-depot'
import { inOrder, type Outgoing } from './outgoing'
import { requestFor } from './outgoing-request'
import { HandClock, message, OTHER, TICKET, ticketOf, settle as turn } from './rehearsal'

const ME = 'me'

/** A hotel that takes what it is told, until it is told otherwise. */
class Hotel implements Depot {
  readonly personId = ME
  readonly timers = new HandClock()
  readonly stored = new Map<string, Outgoing>()
  /** What arrived: words of messages, and of changes the action with the version it is based on. */
  readonly story: string[] = []
  readonly done = new Map<string, Changed>()
  isAway = false
  losesAnswers = false
  /** Actions that are refused, and by whom the ticket was finished meanwhile. */
  refuses = new Set<string>()
  version = 4
  private places = 0

  stamp = () => '2026-11-23T09:00:00.000Z'
  read = async () => ({ messages: [...this.stored.values()].sort(inOrder), isComplete: true })
  keep = async (item: Outgoing) => {
    const kept = { ...item, place: ++this.places }
    this.stored.set(item.id, kept)
    return kept
  }
  change = async (item: Outgoing) => void (this.stored.has(item.id) && this.stored.set(item.id, item))
  drop = async (id: string) => void this.stored.delete(id)
  alone = <T>(_: string, work: () => Promise<T>) => work()
  keepPhoto = async () => true
  photo = async () => null
  dropPhotos = async () => {}

  post = async (item: Outgoing): Promise<Posted> => {
    if (this.isAway) throw new ApiError({ status: 0, code: 'unreachable', message: 'network' })
    const answer = this.take(item)
    if (this.losesAnswers) throw new ApiError({ status: 0, code: 'unreachable', message: 'network' })
    return answer
  }

  private take(item: Outgoing): Posted {
    const { id, ticketId, text, errand } = item
    if (!errand) {
      this.story.push(`“${text}”`)
      return { entry: { ...message(1, ticketId, ME, text), id } }
    }
    const known = this.done.get(id)
    if (known) return known
    const name = errand.kind === 'opening' ? 'open' : errand.change.action
    if (this.refuses.has(name)) {
      const current = ticketOf({ id: ticketId, status: 'done', version: this.version })
      const params = { name: 'Ali', status: 'done', at: '2026-11-23T14:10:00.000Z' }
      throw new ApiError({ status: 409, code: 'conflict', message: 'stale', params, current })
    }
    this.story.push(errand.kind === 'opening' ? 'open' : `${name} on ${requestFor(item).body.basedOn}`)
    const ticket = ticketOf({ id: ticketId, version: ++this.version, stateChangedById: ME })
    const changed = { ticket, seq: this.version }
    this.done.set(id, changed)
    return changed
  }
}

let hotel: Hotel
let outbox: Outbox
let news: LiveEvent[]
const seen = ticketOf({ version: 4 })

beforeEach(() => {
  hotel = new Hotel()
  outbox = new Outbox(hotel)
  news = []
  outbox.errands.onNews((event) => news.push(event))
})

/** Four errands in a row, with what each keeps. */
const settle = async () => {
  for (let turns = 0; turns < 20; turns++) await turn()
}

/** Another page of the same device, after the first one is gone. */
const reborn = () => {
  outbox = new Outbox(hotel)
  outbox.nudge()
}

test('without a network they wait; back on it each is done once, among the messages in order, on what the last one made', async () => {
  hotel.isAway = true
  const outcome = outbox.errands.change(seen, { action: 'accept' })
  outbox.send(TICKET, 'on my way')
  void outbox.errands.change(seen, { action: 'start' })
  void outbox.errands.change(seen, { action: 'complete' })
  expect(await outcome).toMatchObject({ is: 'waiting' })
  expect([outbox.waiting(), outbox.of(TICKET)]).toMatchObject([4, [{ text: 'on my way' }]])
  hotel.isAway = false
  reborn()
  await settle()
  expect(hotel.story).toEqual(['accept on 4', '“on my way”', 'start on 5', 'complete on 6'])
  expect([outbox.waiting(), hotel.stored.size]).toEqual([0, 0])
})

test('an answer that is lost, and a tab that is killed then, make nothing twice', async () => {
  hotel.losesAnswers = true
  void outbox.errands.change(seen, { action: 'accept' })
  void outbox.errands.change(seen, { action: 'start' })
  await settle()
  hotel.losesAnswers = false
  reborn()
  await settle()
  expect(hotel.story).toEqual(['accept on 4', 'start on 5'])
})

test('what rests on an errand that went by letter goes by the state alone, and what follows is based on it', async () => {
  hotel.isAway = true
  void outbox.errands.change(seen, { action: 'accept' })
  void outbox.errands.change(seen, { action: 'start' })
  void outbox.errands.change(seen, { action: 'complete' })
  await settle()
  // Somebody else's page has carried the first, and taken it out.
  const [first = ''] = hotel.stored.keys()
  hotel.stored.delete(first)
  hotel.version = 5
  hotel.isAway = false
  reborn()
  await settle()
  expect(hotel.story).toEqual(['start on undefined', 'complete on 6'])
})

test('an answer frees what follows before it leaves the store: killed between the two, each still has its version', async () => {
  hotel.isAway = true
  void outbox.errands.change(seen, { action: 'accept' })
  void outbox.errands.change(seen, { action: 'complete' })
  await settle()
  hotel.isAway = false
  hotel.drop = () => new Promise(() => {})
  outbox.nudge()
  await settle()
  expect(hotel.story).toEqual(['accept on 4'])
  hotel.drop = async (id) => void hotel.stored.delete(id)
  reborn()
  await settle()
  expect([hotel.story, hotel.stored.size]).toEqual([['accept on 4', 'complete on 5'], 0])
})

test('a ticket that waits to be opened is opened before anything is done or said there', async () => {
  hotel.isAway = true
  const ticket: Ticket = ticketOf({ number: 0 })
  void outbox.errands.open({ id: TICKET, at: hotel.stamp() }, ticket)
  outbox.send(TICKET, 'took a bulb along')
  void outbox.errands.change(ticket, { action: 'accept' })
  expect([outbox.errands.openings(), outbox.errands.isUnopened(TICKET)]).toEqual([[ticket], true])
  await settle()
  hotel.isAway = false
  outbox.nudge()
  await settle()
  expect(hotel.story).toEqual(['open', '“took a bulb along”', 'accept on 5'])
  expect(outbox.errands.isUnopened(TICKET)).toBe(false)
})

test('a refusal stays with what rests on it, over a restart, until it is read; words and other tickets go on', async () => {
  hotel.isAway = true
  void outbox.errands.change(seen, { action: 'start' })
  outbox.send(TICKET, 'still here')
  void outbox.errands.change(seen, { action: 'complete' })
  outbox.send(OTHER, 'elsewhere')
  await settle()
  hotel.isAway = false
  hotel.refuses = new Set(['start'])
  outbox.nudge()
  await settle()
  expect(hotel.story.toSorted()).toEqual(['“elsewhere”', '“still here”'])
  expect(news).toContainEqual({ event: 'ticket', data: expect.objectContaining({ status: 'done' }) })
  reborn()
  await settle()
  expect(outbox.errands.troubles()).toMatchObject([
    {
      refusal: { message: 'stale', params: { name: 'Ali' } },
      stopped: [{ errand: { change: { action: 'complete' } } }],
    },
  ])
  expect(outbox.waiting()).toBe(0)
  await outbox.errands.dismiss(outbox.errands.troubles()[0]?.item.id ?? '')
  expect([outbox.errands.troubles(), hotel.stored.size]).toEqual([[], 0])
  reborn()
  await settle()
  expect(hotel.story).toHaveLength(2)
})

test('an opening that was refused holds up all that was said there, and can be tried again', async () => {
  hotel.refuses = new Set(['open'])
  const outcome = outbox.errands.open({ id: TICKET, at: hotel.stamp() }, ticketOf({ number: 0 }))
  outbox.send(TICKET, 'hello')
  expect(await outcome).toMatchObject({ is: 'refused', refusal: { message: 'stale' } })
  await settle()
  // Whoever asked was told; the list says it once they have gone on.
  expect(outbox.errands.troubles()).toEqual([])
  outbox.errands.tell(TICKET)
  expect([hotel.story, outbox.errands.troubles()]).toMatchObject([[], [{ stopped: [{ text: 'hello' }] }]])
  hotel.refuses.clear()
  outbox.retry(TICKET)
  await settle()
  expect(hotel.story).toEqual(['open', '“hello”'])
})

test('a screen that fails at the news of an errand holds up nothing that comes after it', async () => {
  outbox = new Outbox(hotel)
  outbox.errands.onNews(() => {
    throw new TypeError('a bug')
  })
  outbox.errands.onNews((event) => news.push(event))
  const outcome = outbox.errands.change(seen, { action: 'accept' })
  outbox.errands.change(seen, { action: 'start' })
  outbox.send(TICKET, 'On my way')
  await settle()
  expect(hotel.story).toEqual(['accept on 4', 'start on 5', '“On my way”'])
  expect(await outcome).toMatchObject({ is: 'sent', changed: { seq: 5 } })
  expect([news.length, outbox.everything().length, hotel.stored.size]).toEqual([2, 0, 0])
  expect(takeErrors()).toHaveLength(2)
})
