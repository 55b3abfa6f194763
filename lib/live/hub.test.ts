import { eq, sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { departments } from '@/db/cast'
import { db } from '@/db/client'
import { memberships, people } from '@/db/schema'
import { raiseAccessVersion } from '@/lib/auth/access'
import type { Actor } from '@/lib/auth/schema'
import { endSession } from '@/lib/auth/session'
import { onRedis, redis } from '@/lib/redis'
import { sumOf } from '@/lib/redis/sum'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { Hub, hub, stopHub } from './hub'
import { busKey, chatKey, partitionOf } from './keys'
import { Listener } from './listener'
import { takeDoubt } from './outage'
import { publish, publishAccess } from './publish'
import { commitMany, commitMessage, commitMessages, makeTicket, upTo } from './rehearsal'
import { whisper } from './whispers'

let felix: Actor
let hana: Actor
let marco: Actor
const listeners: Listener[] = []

beforeAll(async () => {
  ;[felix, hana, marco] = await Promise.all([actorAs('felix'), actorAs('hana'), actorAs('marco')])
  await vi.waitFor(() => expect(hub().engine).toBe('up'))
})
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave()
})
afterAll(stopHub)

function listen(actor: Actor, open: Record<string, number> = {}): Listener {
  const listener = Listener.open(actor, open)
  listeners.push(listener)
  return listener
}

const say = async (author: Actor, ticketId: string, text: string) => {
  const recorded = await commitMessage(author, ticketId, text)
  await publish([recorded])
  return recorded
}

it('doubts what was published when a bus began anew, though its own place on it is there', async () => {
  takeDoubt()
  const key = busKey(partitionOf(newId()))
  const record = JSON.stringify({ type: 'access', accessVersion: 0 })
  await onRedis('test', 3_000, (redis) => redis.publishControl(key, record))
  await vi.waitFor(() => expect(takeDoubt()).toBe(true))
})

describe('a stream', () => {
  it('says hello at once, with its heartbeat and the state of the engine', async () => {
    const listener = listen(hana)
    await expect
      .poll(() => listener.all('hello'))
      .toMatchObject([{ personId: hana.personId, heartbeatMs: 20_000, engine: 'up' }])
  })

  it('says in a crowd how much later to read one’s list, and else that it may be read at once', async () => {
    const house = new Hub().start()
    onTestFinished(() => house.stop())
    const come = async () => {
      const listener = new Listener(new Response(house.admit(hana, []).stream)).listen()
      listeners.push(listener)
      await vi.waitFor(() => expect(listener.all('hello')).toHaveLength(1))
      return listener.all('hello')[0]?.listWithinMs
    }
    expect(await come()).toBe(0)
    house.crowd.reread(1_000, performance.now())
    expect(await come()).toBeGreaterThan(10_000)
  })

  it('brings what is written in an open ticket, each entry under its own id', async () => {
    const ticketId = await makeTicket(felix)
    const listener = listen(hana, { [ticketId]: 0 })
    const { entry } = await say(felix, ticketId, 'Four towels')
    await expect.poll(() => listener.all('entry')).toEqual([entry])
    expect(listener.ids).toEqual([`${ticketId}:1`])
  })

  it('brings a preview of what is written in a visible ticket that is not open, and nothing of one that is not visible', async () => {
    const seen = await makeTicket(felix)
    const unseen = await makeTicket(felix, departments.engineering.id)
    const listener = listen(hana)
    await expect.poll(() => listener.all('hello')).toHaveLength(1)
    await say(felix, unseen, 'The boiler')
    await say(felix, seen, 'Four towels')
    await expect.poll(() => listener.all('activity')).toMatchObject([{ ticketId: seen, preview: 'Four towels' }])
    expect(JSON.stringify(listener.events)).not.toContain(unseen)
  })

  it('replays what an open ticket lacks, from Redis or from the journal', async () => {
    const [live, lost] = await Promise.all([makeTicket(felix), makeTicket(felix)])
    for (const ticketId of [live, lost]) await publish(await commitMessages(felix, ticketId, 7))
    await redis().del(chatKey(lost))
    const listener = listen(hana, { [live]: 3, [lost]: 5 })
    await expect.poll(() => listener.seqs(live)).toEqual([4, 5, 6, 7])
    await expect.poll(() => listener.seqs(lost)).toEqual([6, 7])
  })

  it('says where to start over instead of replaying without end, and who is ahead of the thread', async () => {
    const [long, short] = await Promise.all([makeTicket(felix), makeTicket(felix)])
    await commitMany(felix, long, 205)
    await commitMessage(felix, short, 'one')
    const listener = listen(hana, { [long]: 2, [short]: 9 })
    await expect
      .poll(() => listener.all('reset'))
      .toEqual([
        { scope: 'ticket', ticketId: long, reason: 'gap' },
        { scope: 'ticket', ticketId: short, reason: 'ahead' },
      ])
    await say(felix, long, 'the 206th')
    await expect.poll(() => listener.seqs(long)).toEqual([206])
  })

  it('tells who asks for a ticket that is not theirs to see that it is gone', async () => {
    const ticketId = await makeTicket(felix)
    const listener = listen(marco, { [ticketId]: 0 })
    await expect.poll(() => listener.all('gone')).toEqual([{ ticketId, seq: 0 }])
    await say(felix, ticketId, 'not for Marco')
    const own = await makeTicket(felix, departments.engineering.id)
    await say(felix, own, 'for Marco')
    await expect.poll(() => listener.all('activity')).toHaveLength(1)
    expect(listener.all('entry')).toEqual([])
  })

  it('joins without a gap and without repeats while others write', async () => {
    const tickets = await Promise.all(upTo(1, 6).map(() => makeTicket(felix)))
    let writing = true
    const writers = tickets.map(async (ticketId) => {
      let count = 0
      while (writing && count < 150) {
        await say(felix, ticketId, `message ${++count}`)
        // A third of the threads are out of Redis while people join.
        if (count % 3 === 0) await redis().del(chatKey(ticketId))
      }
      return count
    })
    const joined: Listener[] = []
    for (let number = 0; number < 20; number++) {
      const listener = listen(hana, Object.fromEntries(tickets.map((ticketId) => [ticketId, 0])))
      joined.push(listener)
      await vi.waitFor(() => expect(listener.all('entry').length).toBeGreaterThan(0))
    }
    writing = false
    const counts = await Promise.all(writers)
    for (const listener of joined)
      for (const [index, ticketId] of tickets.entries())
        await expect.poll(() => listener.seqs(ticketId)).toEqual(upTo(1, counts[index] ?? 0))
  })

  it('brings what is written between looking up what it lacks and listening', async () => {
    const ticketId = await makeTicket(felix)
    let listener: Listener | undefined
    await db().transaction(async (tx) => {
      // Its second look at PostgreSQL waits for us.
      await tx.execute(sql`lock table sessions in access exclusive mode`)
      listener = listen(hana, { [ticketId]: 0 })
      const waiting = sql`select 1 from pg_locks where relation = 'sessions'::regclass and not granted`
      await vi.waitFor(async () => expect(await tx.execute(waiting)).toHaveLength(1))
      const before = hub().ring.end
      await say(felix, ticketId, 'in between')
      await vi.waitFor(() => expect(hub().ring.end).toBeGreaterThan(before))
    })
    await vi.waitFor(() => expect(listener?.seqs(ticketId)).toEqual([1]))
  })

  it('brings a published entry also when an earlier one never came by: the hole is filled first', async () => {
    const ticketId = await makeTicket(felix)
    const listener = listen(hana, { [ticketId]: 0 })
    await say(felix, ticketId, 'one')
    await expect.poll(() => listener.seqs(ticketId)).toEqual([1])
    // Lost by the bus: in the thread, but never on the bus.
    const [two, three] = await commitMessages(felix, ticketId, 2)
    if (!two || !three) throw new Error('not written')
    const body = JSON.stringify(two.entry.body)
    const fields = { id: two.entry.id, kind: 'message', author: felix.personId, at: two.entry.at, n: '2', body }
    await redis().xAdd(chatKey(ticketId), '2-0', { ...fields, sum: sumOf(ticketId, 2, fields) })
    await publish([three])
    await expect.poll(() => listener.seqs(ticketId)).toEqual([1, 2, 3])
    await expect.poll(() => listener.all('reset')).toEqual([{ scope: 'board', reason: 'gap' }])
  })

  it('carries typing to others who have the ticket open, and read marks also to one’s own screens', async () => {
    const ticketId = await makeTicket(felix)
    const { delivery } = await say(felix, ticketId, 'one')
    const [open, elsewhere, own] = [listen(hana, { [ticketId]: 1 }), listen(hana), listen(felix)]
    for (const one of [open, elsewhere, own]) await expect.poll(() => one.all('hello')).toHaveLength(1)
    const audience = delivery.after
    await whisper({ event: 'typing', data: { ticketId, personId: felix.personId }, audience })
    const read = { ticketId, personId: felix.personId, seq: 1, n: 1, at: new Date().toISOString() }
    await whisper({ event: 'read', data: read, audience })
    await expect.poll(() => open.all('read')).toEqual([read])
    expect(open.all('typing')).toEqual([{ ticketId, personId: felix.personId }])
    await expect.poll(() => own.all('read')).toEqual([read])
    expect(own.all('typing')).toEqual([])
    expect([...elsewhere.all('typing'), ...elsewhere.all('read')]).toEqual([])
  })

  it('refuses more streams than a person should have', async () => {
    const ines = await actorAs('ines')
    for (let number = 0; number < 20; number++) listen(ines)
    expect(() => listen(ines)).toThrowError('too_many_streams')
    listeners.at(-1)?.leave()
    listen(ines)
  })
})

describe('who loses access', () => {
  it('is not sent the message right behind the change, and is told what is gone', async () => {
    const rosa = await actorAs('rosa')
    const ticketId = await makeTicket(felix)
    await say(felix, ticketId, 'one')
    const listener = listen(rosa, { [ticketId]: 0 })
    await expect.poll(() => listener.seqs(ticketId)).toEqual([1])
    const version = await db().transaction(async (tx) => {
      await tx.delete(memberships).where(eq(memberships.personId, rosa.personId))
      return raiseAccessVersion(tx)
    })
    // Nobody has told the hubs yet: the message itself carries the version.
    await say(felix, ticketId, 'secret')
    await expect.poll(() => listener.all('gone')).toEqual([{ ticketId, seq: 1 }])
    expect(listener.all('reset')).toEqual([{ scope: 'board', reason: 'access' }])
    await publishAccess(version)
    await say(felix, ticketId, 'another secret')
    const own = await makeTicket(rosa)
    await say(rosa, own, 'still connected')
    await expect.poll(() => listener.all('activity')).toMatchObject([{ ticketId: own }])
    expect(listener.seqs(ticketId)).toEqual([1])
    expect(JSON.stringify(listener.events)).not.toContain('secret')
  })

  it('whose session ended is told goodbye on an idle stream at once, and the stream ends', async () => {
    const maria = await actorAs('maria')
    const ticketId = await makeTicket(felix)
    const listener = listen(maria, { [ticketId]: 0 })
    await expect.poll(() => listener.all('hello')).toHaveLength(1)
    await endSession(maria.sessionId)
    await expect.poll(() => listener.isClosed).toBe(true)
    expect(listener.all('bye')).toEqual([{ retryMs: 0, reason: 'signed_out' }])
    await say(felix, ticketId, 'too late for Maria')
    expect(listener.all('entry')).toEqual([])
  })

  it('is not sent what was written after it while it was joining', async () => {
    const oksana = await actorAs('oksana')
    const ticketId = await makeTicket(felix)
    await say(felix, ticketId, 'one')
    // The actor that its request was let in with is out of date before its stream begins.
    await db().transaction(async (tx) => {
      await tx.update(people).set({ active: false }).where(eq(people.id, oksana.personId))
      await raiseAccessVersion(tx)
    })
    await say(felix, ticketId, 'secret')
    const listener = listen(oksana, { [ticketId]: 0 })
    await expect.poll(() => listener.isClosed).toBe(true)
    expect(listener.events.map(({ event }) => event)).toEqual(['hello', 'bye'])
  })
})
