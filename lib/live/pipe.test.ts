/** One stream and its socket: the browser that is slow, gone, long connected, or still there when the process ends. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { actorAs } from '@/scripts/stage/stage'
import { Connection, type House } from './connection'
import { Crowd } from './crowd'
import type { LiveEvent } from './events'
import { Bulletin } from './frames'
import { hub, stopHub } from './hub'
import { Listener } from './listener'
import { Hearsay, News } from './news'
import { Pipe } from './pipe'
import { publish } from './publish'
import { commitMessages, makeTicket, upTo } from './rehearsal'

let felix: Actor
let hana: Actor
beforeAll(async () => {
  ;[felix, hana] = await Promise.all([actorAs('felix'), actorAs('hana')])
})
afterAll(stopHub)

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** A hub of eight places that says nothing by itself. */
function smallHouse(): House {
  return {
    ring: new News(8),
    whispers: new Hearsay(8),
    accessVersion: 0,
    here: { sees: () => true },
    engine: 'up',
    crowd: new Crowd(),
    refresh: async () => {},
    onRights: () => {},
  }
}

function pipeFor(house: House, open: { ticketId: string; seq: number }[] = []) {
  const closed = vi.fn()
  const connection = new Connection(house, hana, open)
  const pipe = new Pipe(connection, closed)
  return { pipe, connection, closed, reader: pipe.stream.getReader() }
}

async function put(house: House, ticketId: string, count: number): Promise<void> {
  for (const { entry, delivery } of await commitMessages(felix, ticketId, count)) {
    const bulletin = new Bulletin({ type: 'entry', entry, delivery })
    house.ring.push({ type: 'bulletin', bulletin, accessVersion: delivery.accessVersion })
  }
}

type Reader = ReturnType<typeof pipeFor>['reader']

/** Reads until an event of this name has come. */
async function readUntil(reader: Reader, isIt: (event: LiveEvent) => boolean): Promise<LiveEvent[]> {
  const events: LiveEvent[] = []
  for (let text = ''; !events.some(isIt); ) {
    const { done, value } = await reader.read()
    if (done) throw new Error(`ended after ${JSON.stringify(events)}`)
    text += new TextDecoder().decode(value)
    const messages = text.split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const [, event, data] = /^event: (.*)\ndata: (.*)$/m.exec(message) ?? []
      if (event && data) events.push({ event, data: JSON.parse(data) } as LiveEvent)
    }
  }
  return events
}

describe('a browser that', () => {
  it('fell out of the ring is caught up from its threads, and told to fetch the board again', async () => {
    const house = smallHouse()
    const ticketId = await makeTicket(felix)
    const { reader, connection } = pipeFor(house, [{ ticketId, seq: 0 }])
    await readUntil(reader, (event) => event.event === 'hello')
    await put(house, ticketId, 30)
    connection.wake()
    const events = await readUntil(reader, ({ event, data }) => event === 'entry' && data.seq === 30)
    expect(events.filter(({ event }) => event === 'reset').map(({ data }) => data)).toEqual([
      { scope: 'board', reason: 'gap' },
    ])
    const seqs = events.flatMap(({ event, data }) => (event === 'entry' ? [data.seq] : []))
    expect(seqs).toEqual(upTo(1, 30))
  })

  it('takes nothing costs no more than 64 KiB and a chunk, and is cut off after 30 s', async () => {
    const house = { ...smallHouse(), ring: new News(1_000) }
    const ticketId = await makeTicket(felix)
    const { pipe, connection, closed } = pipeFor(house, [{ ticketId, seq: 0 }])
    await put(house, ticketId, 1)
    const item = house.ring.at(0)
    if (item?.type !== 'bulletin') throw new Error('no bulletin')
    const made = vi.spyOn(Bulletin.prototype, 'as')
    const { entry, delivery } = item.bulletin.record
    for (const seq of upTo(2, 900)) {
      const long = { ...entry, seq, body: { text: 'x'.repeat(1_000) } } as typeof entry
      const bulletin = new Bulletin({ type: 'entry', entry: long, delivery })
      house.ring.push({ type: 'bulletin', bulletin, accessVersion: delivery.accessVersion })
    }
    connection.wake()
    await vi.waitFor(() => expect(made.mock.calls.length).toBeGreaterThan(40))
    pipe.tick(Date.now() + 25 * SECOND)
    expect(closed).not.toHaveBeenCalled()
    pipe.tick(Date.now() + 31 * SECOND)
    expect(closed).toHaveBeenCalledOnce()
    // About 1.1 KiB each: 64 KiB ahead, and the chunk that crossed it.
    expect(made.mock.calls.length).toBeLessThan(90)
  })

  it('is quiet hears a heartbeat every 20 s', async () => {
    const { pipe, reader } = pipeFor(smallHouse())
    await readUntil(reader, ({ event }) => event === 'hello')
    pipe.tick(Date.now() + 19 * SECOND)
    const heard = readUntil(reader, ({ event }) => event === 'heartbeat')
    pipe.tick(Date.now() + 20 * SECOND)
    expect(await heard).toMatchObject([{ event: 'heartbeat' }])
  })

  it('has been there for ten minutes is asked to come anew, and gets everything until it has', async () => {
    const house = smallHouse()
    const ticketId = await makeTicket(felix)
    const { pipe, reader, connection, closed } = pipeFor(house, [{ ticketId, seq: 0 }])
    await readUntil(reader, ({ event }) => event === 'hello')
    await vi.waitFor(() => expect(connection.isBehind).toBe(false))
    pipe.tick(Date.now() + 10 * MINUTE)
    const events = await readUntil(reader, ({ event }) => event === 'bye')
    expect(events.at(-1)?.data).toMatchObject({ reason: 'rotate' })
    await put(house, ticketId, 1)
    connection.wake()
    await readUntil(reader, ({ event, data }) => event === 'entry' && data.seq === 1)
    pipe.tick(Date.now() + 10 * MINUTE + 11 * SECOND)
    expect(closed).toHaveBeenCalledOnce()
    expect((await reader.read()).done).toBe(true)
  })

  it('leaves is forgotten at once', async () => {
    const { reader, closed } = pipeFor(smallHouse())
    await reader.cancel()
    expect(closed).toHaveBeenCalledOnce()
  })
})

describe('the end of a process', () => {
  it('says bye to 300 streams, each with another moment to come back, and lets nobody in', async () => {
    await vi.waitFor(() => expect(hub().engine).toBe('up'))
    const names = ['hana', 'rosa', 'ines', 'maria', 'oksana', 'jolanta', 'samira', 'liezel'] as const
    const more = ['luca', 'chloe', 'diego', 'yusuf', 'helen', 'bruno', 'marco'] as const
    const people = await Promise.all([...names, ...more].map((who) => actorAs(who)))
    const listeners = people.flatMap((person) => upTo(1, 20).map(() => Listener.open(person)))
    await vi.waitFor(() => expect(listeners.every((one) => one.all('hello').length === 1)).toBe(true))
    // One that takes nothing must not hold up the others: it is cut off, or this would never end.
    const stuck = hub().admit(felix, [])
    await publish(await commitMessages(felix, await makeTicket(felix), 1))
    await hub().drain()
    await vi.waitFor(() => expect(listeners.every((one) => one.isClosed)).toBe(true))
    const byes = listeners.flatMap((one) => one.all('bye'))
    expect(byes).toHaveLength(300)
    for (const { reason, retryMs } of byes) {
      expect(reason).toBe('shutdown')
      expect(retryMs).toBeGreaterThanOrEqual(500)
      expect(retryMs).toBeLessThanOrEqual(5_000)
    }
    expect(new Set(byes.map(({ retryMs }) => retryMs)).size).toBeGreaterThan(100)
    expect(hub().roster.pipes.has(stuck)).toBe(false)
    expect(() => hub().admit(hana, [])).toThrowError('unavailable')
  })
})
