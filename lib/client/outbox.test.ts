import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Entry } from '@/lib/chat/schema'
import { takeErrors } from '@/scripts/stage/errors'
import { ApiError } from './api'
import { Outbox } from './outbox'
import type { Depot, Progress } from './outbox-depot'
import { inOrder, type Outgoing } from './outgoing'
import { HandClock, message, OTHER, settle, TICKET } from './rehearsal'

/** A server that has a journal, and a network that fails as told. */
class Played implements Depot {
  readonly personId = 'me'
  readonly timers = new HandClock()
  readonly stored = new Map<string, Outgoing>()
  readonly posts: string[] = []
  readonly journal: { id: string; text: string }[] = []
  /** What becomes of the next posts; none left means that all goes well. */
  fate: (Error | 'lost answer' | Promise<void> | { answer: unknown })[] = []

  post = async ({ id, text, ticketId }: Outgoing, _: Progress): Promise<{ entry: Entry }> => {
    this.posts.push(id)
    const fate = this.fate.shift()
    if (fate instanceof Promise) await fate
    if (fate instanceof Error) throw fate
    if (typeof fate === 'object' && 'answer' in fate) return fate.answer as { entry: Entry }
    if (!this.journal.some((one) => one.id === id)) this.journal.push({ id, text })
    if (fate === 'lost answer') throw new ApiError({ status: 0, code: 'unreachable', message: 'network' })
    const seq = this.journal.findIndex((one) => one.id === id) + 1
    return { entry: { ...message(seq, ticketId, 'me', text), id } }
  }
  stamp = () => '2026-11-23T09:00:00.000Z'
  readonly photos = new Map<string, Blob>()
  keepPhoto = async (id: string, photo: Blob) => {
    this.photos.set(id, photo)
    return true
  }
  photo = async (id: string) => this.photos.get(id) ?? null
  dropPhotos = async (ids: readonly string[]) => {
    for (const id of ids) this.photos.delete(id)
  }
  /** The person's tabs, which hear of what each other keeps and drops. */
  readonly tabs = new Set<Outbox>()
  /** What storage waits for before it has a message. */
  room: Promise<void> = Promise.resolve()
  /** Whether storage answers. */
  answers = true

  read = async () => {
    const messages = this.answers ? [...this.stored.values()].sort(inOrder) : []
    return { messages, isComplete: this.answers }
  }
  keep = async (one: Outgoing) => {
    await this.room
    const kept = { ...one, place: ++this.places }
    this.stored.set(one.id, kept)
    for (const tab of this.tabs) tab.adopt(kept)
    return kept
  }
  change = async (one: Outgoing) => {
    if (this.stored.has(one.id)) this.stored.set(one.id, one)
    for (const tab of this.tabs) tab.adopt(one)
  }
  drop = async (id: string) => {
    this.stored.delete(id)
    for (const tab of this.tabs) tab.forget(id)
  }
  private places = 0
  private queues = new Map<string, Promise<unknown>>()
  alone = <T>(ticketId: string, work: () => Promise<T>): Promise<T> => {
    const before = this.queues.get(ticketId) ?? Promise.resolve()
    const turn = before.catch(() => {}).then(work)
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

  test.each([
    ['a notice of maintenance', { status: 'down for maintenance' }],
    ['nothing', null],
    ['a word', 'OK'],
    ['a message that has no entry', { entry: null }],
    ['another’s message', { entry: message(7) }],
    ['the answer to a change', { ticket: null, seq: 4 }],
  ])('what says 200 and is not our answer lets go of nothing (%s)', async (_, answer) => {
    depot.fate = [{ answer }, { answer }]
    outbox.send(TICKET, 'hello')
    await settle()
    expect(outbox.of(TICKET)).toMatchObject([{ text: 'hello', state: 'waiting' }])
    expect([depot.stored.size, sent.length]).toEqual([1, 0])
    await depot.timers.pass(60_000)
    expect(new Set(depot.posts).size).toBe(1)
    expect([depot.posts.length, depot.said, depot.stored.size]).toEqual([3, ['hello'], 0])
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

  test('its author lets go of it', async () => {
    await outbox.discard(outbox.of(TICKET)[0]?.id ?? '')
    expect(outbox.of(TICKET)).toEqual([])
    expect(depot.stored.size).toBe(0)
  })
})

describe('what nobody thought of', () => {
  const bug = new TypeError('a bug')
  /** It was said, so often, where whoever looks after the page will look. */
  const expectReports = (times: number) => {
    const said = takeErrors()
    expect(said.map((one) => one.includes('a bug'))).toEqual(Array(times).fill(true))
  }

  test('a screen that fails at what it is told keeps nothing: not the message, not the next one, not the other screens', async () => {
    const told: string[] = []
    outbox = new Outbox(depot)
    outbox.onSent(() => {
      throw bug
    })
    outbox.onSent(({ id }) => told.push(id))
    outbox.send(TICKET, 'first')
    outbox.send(TICKET, 'second')
    await settle()
    await settle()
    expect(depot.said).toEqual(['first', 'second'])
    expect(told).toEqual(depot.posts)
    expect([depot.stored.size, outbox.waiting(), outbox.stuck()]).toEqual([0, 0, 0])
    expectReports(2)
  })

  test('it is out of the outbox when screens are told of it, and still told at once', async () => {
    const left: number[] = []
    outbox.onSent(() => left.push(outbox.waiting()))
    outbox.send(TICKET, 'hello')
    await settle()
    expect(left).toEqual([0])
  })

  test('whatever a try fails with, it is tried again, under the same id, and what comes after it goes', async () => {
    depot.fate = [bug, bug, bug]
    outbox.send(TICKET, 'first')
    outbox.send(TICKET, 'second')
    await settle()
    expect([outbox.waiting(), outbox.stuck(), depot.posts.length]).toEqual([2, 1, 1])
    await depot.timers.pass(60_000)
    expect(depot.said).toEqual(['first', 'second'])
    expect(new Set(depot.posts).size).toBe(2)
    expectReports(3)
  })

  test.each(['alone', 'read', 'drop', 'change', 'keep'] as const)(
    'also when it is what it stands on (%s)',
    async (what) => {
      depot.fate = what === 'change' ? [failure(403), failure(403)] : []
      const once = vi.spyOn(depot, what).mockRejectedValueOnce(bug)
      outbox.send(TICKET, 'first')
      outbox.send(TICKET, 'second')
      await depot.timers.pass(60_000)
      expect(once).toHaveBeenCalled()
      // What storage never had a place for comes last.
      expect(depot.said.toSorted()).toEqual(what === 'change' ? ['second'] : ['first', 'second'])
      expect(outbox.waiting()).toBe(0)
      expectReports(1)
    },
  )

  test('it waits longer each time', async () => {
    depot.timers.chance = 1
    const alone = vi.spyOn(depot, 'alone').mockRejectedValue(bug)
    outbox.send(TICKET, 'hello')
    await depot.timers.pass(60_000)
    // After 0.7, 1.2, 2.2, 4.2 and 8.2 s, and so on.
    expect(alone).toHaveBeenCalledTimes(11)
    expectReports(11)
    alone.mockRestore()
    outbox.nudge()
    await settle()
    expect(depot.said).toEqual(['hello'])
  })
})

test('what waits survives a reload, in its order, under its ids', async () => {
  depot.fate = [failure(0), failure(0)]
  outbox.send(TICKET, 'first')
  outbox.send(TICKET, 'second')
  await settle()
  const ids = outbox.of(TICKET).map(({ id }) => id)
  const reloaded = new Outbox(depot)
  depot.fate = [failure(0)]
  reloaded.nudge()
  await settle()
  expect(reloaded.of(TICKET).map(({ id }) => id)).toEqual(ids)
  reloaded.nudge()
  await settle()
  expect(depot.journal.map(({ id }) => id)).toEqual(ids)
  expect(depot.stored.size).toBe(0)
})

describe('until it is stored', () => {
  let store = () => {}
  beforeEach(() => {
    depot.room = new Promise<void>((resolve) => (store = resolve))
  })

  test('it is shown, and not sent, whatever else there is reason to hope for', async () => {
    outbox.send(TICKET, 'hello')
    outbox.nudge()
    await settle()
    expect(outbox.of(TICKET)).toMatchObject([{ text: 'hello', state: 'waiting' }])
    expect(depot.posts).toEqual([])
    store()
    await settle()
    expect(depot.said).toEqual(['hello'])
  })

  test('it can be given up', async () => {
    outbox.send(TICKET, 'never mind')
    await outbox.discard(outbox.of(TICKET)[0]?.id ?? '')
    store()
    await settle()
    expect([outbox.of(TICKET), depot.said]).toEqual([[], []])
  })

  test('stored while an earlier one is on its way, it goes next', async () => {
    let answer = () => {}
    depot.room = Promise.resolve()
    depot.fate = [new Promise<void>((resolve) => (answer = resolve))]
    outbox.send(TICKET, 'first')
    await settle()
    outbox.send(TICKET, 'second')
    answer()
    await settle()
    await settle()
    expect(depot.said).toEqual(['first', 'second'])
  })
})

describe('several tabs of a person', () => {
  let other: Outbox
  beforeEach(() => {
    other = new Outbox(depot)
    depot.tabs.add(outbox).add(other)
  })

  test('each shows what waits, one sends it, in order, whichever it was written in', async () => {
    let answer = () => {}
    depot.fate = [new Promise<void>((resolve) => (answer = resolve))]
    outbox.send(TICKET, 'first')
    outbox.send(TICKET, 'second')
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
    other.nudge()
    await settle()
    expect(depot.said).toEqual(['left behind'])
    expect(other.waiting()).toBe(0)
  })

  test('what another gave up is not sent', async () => {
    depot.fate = [failure(0), failure(0)]
    outbox.send(TICKET, 'never mind')
    await settle()
    await other.discard(other.of(TICKET)[0]?.id ?? '')
    await depot.timers.pass(60_000)
    expect([depot.said, outbox.of(TICKET)]).toEqual([[], []])
  })

  describe('that did not hear each other', () => {
    beforeEach(() => depot.tabs.clear())

    test('what was written before goes before', async () => {
      depot.fate = [failure(0)]
      outbox.send(TICKET, 'first')
      await settle()
      other.send(TICKET, 'second')
      await settle()
      expect(depot.said).toEqual(['first', 'second'])
      await depot.timers.pass(60_000)
      expect(depot.posts).toHaveLength(3)
      expect(outbox.of(TICKET)).toEqual([])
    })

    test('what another gave up is not sent', async () => {
      depot.fate = [failure(0)]
      outbox.send(TICKET, 'never mind')
      await settle()
      await other.discard(outbox.of(TICKET)[0]?.id ?? '')
      await depot.timers.pass(60_000)
      expect([depot.said, outbox.of(TICKET)]).toEqual([[], []])
    })

    test('storage that does not answer takes nothing away', async () => {
      depot.fate = [failure(0)]
      outbox.send(TICKET, 'hello')
      await settle()
      depot.answers = false
      await depot.timers.pass(60_000)
      expect(depot.said).toEqual(['hello'])
    })
  })

  test('what is sent while somebody looks for it is not found again', async () => {
    depot.tabs.clear()
    depot.fate = [failure(0)]
    outbox.send(TICKET, 'hello')
    await settle()
    const [waiting] = depot.stored.values()
    let look = () => {}
    const looked = new Promise<void>((resolve) => (look = resolve))
    vi.spyOn(depot, 'read').mockImplementationOnce(async () => {
      const messages = [...depot.stored.values()]
      await looked
      return { messages, isComplete: true }
    })
    other.nudge()
    if (waiting) other.forget(waiting.id)
    look()
    await settle()
    expect([other.waiting(), depot.posts.length]).toEqual([0, 1])
  })

  test('what is stored while a lock is let go is not left lying', async () => {
    depot.tabs.clear()
    depot.fate = [failure(0)]
    outbox.send(TICKET, 'sent elsewhere')
    await settle()
    depot.stored.clear()
    let release = () => {}
    const released = new Promise<void>((resolve) => (release = resolve))
    vi.spyOn(depot, 'alone').mockImplementationOnce(async (_, work) => {
      const answer = await work()
      await released
      return answer
    })
    outbox.nudge()
    await settle()
    outbox.send(TICKET, 'next')
    await settle()
    release()
    await settle()
    expect(depot.said).toEqual(['next'])
  })

  test('what lies in storage although it was sent is not sent again, and goes', async () => {
    outbox.send(TICKET, 'hello')
    const [written] = outbox.of(TICKET)
    await settle()
    if (written) depot.stored.set(written.id, { ...written, place: 1 })
    outbox.nudge()
    await settle()
    expect([outbox.waiting(), depot.posts.length, depot.stored.size]).toEqual([0, 1, 0])
  })

  test('news of what is over is too late', async () => {
    outbox.send(TICKET, 'hello')
    const [written] = outbox.of(TICKET)
    await settle()
    for (const tab of [outbox, other]) if (written) tab.adopt(written)
    await settle()
    expect([outbox.waiting(), other.waiting(), depot.posts.length]).toEqual([0, 0, 1])
  })
})

describe('photos', () => {
  const photo = new Blob(['a photo'], { type: 'image/jpeg' })

  test('one is shown when its bytes are kept, goes in its order, and its bytes go with it', async () => {
    outbox.send(TICKET, 'before it')
    await outbox.photos.send(TICKET, photo)
    outbox.send(TICKET, 'after it')
    expect(outbox.of(TICKET).map(({ text, photos }) => [text, photos?.length])).toContainEqual(['', 1])
    expect(depot.photos.size).toBe(1)
    await settle()
    await vi.waitFor(() => expect([outbox.waiting(), depot.photos.size]).toEqual([0, 0]))
    expect(depot.said).toEqual(['before it', '', 'after it'])
  })

  test('one that is refused holds up nothing, is tried again with its bytes, and given up with them', async () => {
    depot.fate = [failure(415)]
    await outbox.photos.send(TICKET, photo)
    outbox.send(TICKET, 'after it')
    await settle()
    expect(depot.said).toEqual(['after it'])
    const [refused] = outbox.of(TICKET)
    expect([refused?.state, depot.photos.size]).toEqual(['failed', 1])
    depot.fate = [failure(415)]
    outbox.retry(refused?.id ?? '')
    await settle()
    expect(outbox.of(TICKET)).toMatchObject([{ id: refused?.id, state: 'failed' }])
    await outbox.discard(refused?.id ?? '')
    expect(depot.photos.size).toBe(0)
  })

  test('one whose store is away is overtaken by words after three tries, and goes when it can', async () => {
    // Whatever carries a photo fails; words do not.
    const post = depot.post
    let isAway = true
    vi.spyOn(depot, 'post').mockImplementation(async (message, progress) => {
      if (isAway && message.photos) throw failure(503)
      return post(message, progress)
    })
    await outbox.photos.send(TICKET, photo)
    outbox.send(TICKET, 'A guest has fallen')
    await settle()
    expect(depot.said).toEqual([])
    await depot.timers.pass(60_000)
    expect(depot.said).toEqual(['A guest has fallen'])
    isAway = false
    await depot.timers.pass(60_000)
    expect(depot.said).toEqual(['A guest has fallen', ''])
  })

  test('how far it has come is told, and forgotten when it has to wait', async () => {
    const [parts, failed]: [(number | null)[], ApiError] = [[], failure(0)]
    vi.spyOn(depot, 'post').mockImplementationOnce(async (message, progress) => {
      const id = message.photos?.[0]?.id ?? ''
      progress(id, 0.5)
      parts.push(outbox.photos.partOf(id))
      throw failed
    })
    await outbox.photos.send(TICKET, photo)
    const id = outbox.of(TICKET)[0]?.photos?.[0]?.id ?? ''
    await settle()
    expect([...parts, outbox.photos.partOf(id)]).toEqual([0.5, null])
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
