import { eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { departments } from '@/db/cast'
import { db } from '@/db/client'
import { tickets } from '@/db/schema'
import type { Actor } from '@/lib/auth/schema'
import { endSession } from '@/lib/auth/session'
import { newId } from '@/lib/schema'
import { actorAs } from '@/scripts/stage/stage'
import { SILENCE_MS } from './attendance'
import { Here } from './here'
import { Hub, hub, stopHub } from './hub'
import { Listener } from './listener'
import { publish } from './publish'
import { commitMessage, commitMessages, makeTicket, upTo } from './rehearsal'

let felix: Actor
let hana: Actor
let marco: Actor
let priya: Actor
let other: Hub
const listeners: Listener[] = []

beforeAll(async () => {
  ;[felix, hana, marco, priya] = await Promise.all([
    actorAs('felix'),
    actorAs('hana'),
    actorAs('marco'),
    actorAs('priya'),
  ])
  // Another process, as far as anybody can tell.
  other = new Hub().start()
  for (const one of [hub(), other]) await vi.waitFor(() => expect(one.engine).toBe('up'))
})
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave()
})
afterAll(() => Promise.all([other.stop(), stopHub()]))

function listen(actor: Actor, open: Record<string, number> = {}, at: Hub = hub()): Listener {
  const places = Object.entries(open).map(([ticketId, seq]) => ({ ticketId, seq }))
  const listener = new Listener(new Response(at.admit(actor, places).stream)).listen()
  listeners.push(listener)
  return listener
}

/** Who is in the ticket, as this stream was last told; undefined when it never was. */
const inTicket = (listener: Listener, ticketId: string) =>
  listener.all('presence').findLast((one) => one.ticketId === ticketId)?.personIds
const known = (at: Hub, ticketId: string) =>
  at.here.all().find(({ data }) => data.ticketId === ticketId)?.data.personIds

describe('who is here', () => {
  it('is told to everyone who may see the ticket, on every process, a person once; and that they left', async () => {
    const ticketId = await makeTicket(felix)
    const [board, stranger] = [listen(felix), listen(marco, { [ticketId]: 0 })]
    const first = listen(hana, { [ticketId]: 0 }, other)
    const second = listen(hana, { [ticketId]: 0 })
    await expect.poll(() => inTicket(board, ticketId)).toEqual([hana.personId])
    const reader = listen(felix, { [ticketId]: 0 }, other)
    const both = [felix.personId, hana.personId].sort()
    for (const one of [board, first, reader]) await expect.poll(() => inTicket(one, ticketId)).toEqual(both)
    first.leave()
    reader.leave()
    await expect.poll(() => inTicket(board, ticketId)).toEqual([hana.personId])
    second.leave()
    await expect.poll(() => inTicket(board, ticketId)).toEqual([])
    for (const one of [hub(), other]) await expect.poll(() => known(one, ticketId)).toBeUndefined()
    // Marco asked for it, and is neither told who is there nor shown as being there.
    expect(inTicket(stranger, ticketId)).toBeUndefined()
    expect(JSON.stringify(board.all('presence'))).not.toContain(marco.personId)
  })

  it('is not told to whoever has lost sight of the ticket since, nor are they in it', async () => {
    const ticketId = await makeTicket(felix)
    const board = listen(hana)
    listen(hana, { [ticketId]: 0 })
    await expect.poll(() => inTicket(board, ticketId)).toEqual([hana.personId])
    await db().update(tickets).set({ departmentId: departments.engineering.id }).where(eq(tickets.id, ticketId))
    await publish([await commitMessage(felix, ticketId, 'For the engineers')])
    const late = listen(felix, { [ticketId]: 1 })
    await expect.poll(() => inTicket(late, ticketId)).toEqual([felix.personId])
    expect(inTicket(board, ticketId)).toEqual([hana.personId])
    expect(JSON.stringify(board.all('presence'))).not.toContain(felix.personId)
  })

  describe('of whoever has just left, for a moment longer', () => {
    // A moment without end.
    beforeEach(() => void vi.spyOn(Date, 'now').mockReturnValue(Date.now()))

    /** This process has looked again at what everybody has open. */
    const looked = async (board: Listener) => {
      const ticketId = await makeTicket(felix)
      listen(felix, { [ticketId]: 0 })
      await expect.poll(() => inTicket(board, ticketId)).toEqual([felix.personId])
    }

    const leave = async (who: Actor, ticketId: string) => {
      const board = listen(felix)
      const page = listen(who, { [ticketId]: 0 })
      await publish([await commitMessage(felix, ticketId, 'Read what may be seen')])
      await expect.poll(() => page.seqs(ticketId)).toEqual([1])
      await looked(board)
      expect(inTicket(board, ticketId)).toEqual([who.personId])
      page.leave()
      await looked(board)
      expect(inTicket(board, ticketId)).toEqual([who.personId])
      return board
    }

    it('is told unless they have lost sight of the ticket', async () => {
      const ticketId = await makeTicket(felix)
      const board = await leave(hana, ticketId)
      await db().update(tickets).set({ departmentId: departments.engineering.id }).where(eq(tickets.id, ticketId))
      await publish([await commitMessage(felix, ticketId, 'For the engineers')])
      await expect.poll(() => inTicket(board, ticketId)).toEqual([])
    })

    it('is told unless somebody has lost access: it may be them', async () => {
      const ticketId = await makeTicket(felix)
      const board = await leave(hana, ticketId)
      await endSession((await actorAs('luca')).sessionId)
      await expect.poll(() => inTicket(board, ticketId)).toEqual([])
    })
  })

  it('is not told, even for a moment, of whoever has been signed out', async () => {
    const ticketId = await makeTicket(felix)
    const gone = await actorAs('rosa')
    const [board, page] = [listen(felix), listen(gone, { [ticketId]: 0 })]
    await expect.poll(() => inTicket(board, ticketId)).toEqual([gone.personId])
    // A moment without end.
    vi.spyOn(Date, 'now').mockReturnValue(Date.now())
    await endSession(gone.sessionId)
    await expect.poll(() => page.isClosed).toBe(true)
    await expect.poll(() => inTicket(board, ticketId)).toEqual([])
  })

  it('is not told to whoever has lost sight by a record that never came', async () => {
    const ticketId = await makeTicket(felix)
    const board = listen(hana)
    listen(felix, { [ticketId]: 0 })
    await expect.poll(() => inTicket(board, ticketId)).toEqual([felix.personId])
    await db().update(tickets).set({ restricted: true }).where(eq(tickets.id, ticketId))
    await commitMessage(felix, ticketId, 'Between us')
    hub().onGap()
    const manager = await actorAs('nora')
    const late = listen(manager, { [ticketId]: 1 })
    const both = [felix.personId, manager.personId].sort()
    await expect.poll(() => inTicket(late, ticketId)).toEqual(both)
    expect(inTicket(board, ticketId)).toEqual([felix.personId])
    expect(JSON.stringify(board.all('presence'))).not.toContain(manager.personId)
  })

  it('is not told by what was said before an entry took the ticket away, however late it comes', async () => {
    const [ticketId, other] = [await makeTicket(felix), await makeTicket(felix)]
    const [board, reader] = [listen(hana), listen(felix, { [ticketId]: 0 })]
    await expect.poll(() => inTicket(board, ticketId)).toEqual([felix.personId])
    const before = hub()
      .here.all()
      .find(({ data }) => data.ticketId === ticketId)
    if (!before) throw new Error('nobody is there')
    await db().update(tickets).set({ departmentId: departments.engineering.id }).where(eq(tickets.id, ticketId))
    await publish([await commitMessage(felix, ticketId, 'For the engineers')])
    await expect.poll(() => hub().here.sees(hana, ticketId)).toBe(false)
    const late = { ...before.data, personIds: [felix.personId, marco.personId] }
    hub().tell({ ...before, data: late })
    hub().tell({ ...before, data: { ...late, ticketId: other } })
    await expect.poll(() => inTicket(board, other)).toEqual(late.personIds)
    expect(inTicket(board, ticketId)).toEqual([felix.personId])
    expect(inTicket(reader, ticketId)).toEqual(late.personIds)
  })

  it('is known at once to a process that has just begun, and forgotten of one that was killed', async () => {
    const ticketId = await makeTicket(felix)
    listen(hana, { [ticketId]: 0 })
    await expect.poll(() => known(other, ticketId)).toEqual([hana.personId])
    const newcomer = new Hub().start()
    await expect.poll(() => known(newcomer, ticketId)).toEqual([hana.personId])
    // Its last word, 41 s ago: as heard from a process that was killed then.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - SILENCE_MS - 1_000 })
    const sight = { seq: 0, audience: (await commitMessage(felix, ticketId, 'one')).delivery.after }
    const here = [{ ticketId, personIds: [marco.personId], ...sight }]
    newcomer.here.hear({ event: 'roll', process: 'killed', partition: '18', isWhole: false, here })
    vi.useRealTimers()
    await expect.poll(() => known(newcomer, ticketId)).toEqual([hana.personId])
    await newcomer.stop()
  })
})

describe('much that changes at once', () => {
  /** As a process hears it from another; told to as many streams as it says it has. */
  async function toldTo(streams: number, ticketIds: string[]) {
    const told: string[] = []
    let inOneGo = 0
    let most = 0
    const here = new Here({
      engine: 'up',
      streams,
      seated: () => [],
      tell(said) {
        if (said.event !== 'presence') return
        told.push(said.data.ticketId)
        // Whatever else waits has its turn only when this go is over.
        if (inOneGo++ === 0) setImmediate(() => (inOneGo = 0))
        most = Math.max(most, inOneGo)
      },
    })
    const audience = (await commitMessage(felix, await makeTicket(felix), 'one')).delivery.after
    const present = ticketIds.map((ticketId) => ({ ticketId, personIds: [hana.personId], seq: 1, audience }))
    here.hear({ event: 'roll', process: 'another', partition: '03', isWhole: false, here: present })
    const stop = here.start()
    await expect.poll(() => told.length).toBe(ticketIds.length)
    await stop()
    expect(told).toEqual(ticketIds)
    return most
  }
  const ids = (count: number) => Array.from({ length: count }, newId)

  it('is told at once to a few, and to thousands some at a time, all of it and in order', async () => {
    expect(await toldTo(3, ids(40))).toBe(40)
    expect(await toldTo(3, ids(300))).toBe(250)
    expect(await toldTo(1_000, ids(40))).toBe(10)
    expect(await toldTo(10_000, ids(10))).toBe(2)
  })
})

describe('delivered', () => {
  it('is told to each author of what they wrote, and to nobody else who has the ticket open', async () => {
    const ticketId = await makeTicket(felix)
    const [author, reader] = [listen(felix, { [ticketId]: 0 }), listen(hana, { [ticketId]: 0 }, other)]
    const bystander = listen(priya, { [ticketId]: 0 })
    for (const one of [author, reader, bystander]) await expect.poll(() => one.all('hello')).toHaveLength(1)
    await publish([await commitMessage(felix, ticketId, 'one')])
    await publish([await commitMessage(hana, ticketId, 'two')])
    // Two processes may say it in the same moment.
    const marked = (one: Listener) => [...new Set(one.all('delivered').map(({ seq }) => seq))]
    await expect.poll(() => [marked(author), marked(reader)]).toEqual([[1], [2]])
    expect(marked(bystander)).toEqual([])
  })

  it('is told to the author when it has reached a board or an open ticket of somebody else, once', async () => {
    const ticketId = await makeTicket(felix)
    const author = listen(felix, { [ticketId]: 0 })
    await publish([await commitMessage(felix, ticketId, 'one')])
    const boards = [listen(hana), listen(hana, {}, other), listen(hana, { [ticketId]: 1 })]
    for (const board of boards) await expect.poll(() => board.all('hello')).toHaveLength(1)
    await publish([await commitMessage(felix, ticketId, 'two')])
    const mark = { ticketId, personId: hana.personId, seq: 2 }
    await expect.poll(() => author.all('delivered').at(-1)).toMatchObject(mark)
    expect(author.all('delivered').filter(({ seq }) => seq === 1)).toEqual([])
    expect(boards.flatMap((board) => board.all('delivered'))).toEqual([])
  })
})

describe('a stalled reader', () => {
  it('gets every message, and of what may be lost only the newest', async () => {
    const ticketId = await makeTicket(felix)
    const [first] = await commitMessages(felix, ticketId, 1)
    if (!first) throw new Error('not written')
    const stalled = new Listener(new Response(hub().admit(hana, [{ ticketId, seq: 0 }]).stream))
    listeners.push(stalled)
    await publish([first])
    const audience = first.delivery.after
    const read = (seq: number) => ({ ticketId, personId: felix.personId, seq, n: 1, at: first.entry.at })
    for (const seq of upTo(1, 3_000)) hub().tell({ event: 'read', data: read(seq), audience })
    await publish(await commitMessages(felix, ticketId, 20))
    stalled.listen()
    await expect.poll(() => stalled.seqs(ticketId)).toEqual(upTo(1, 21))
    await expect.poll(() => stalled.all('read').at(-1)?.seq).toBe(3_000)
    expect(stalled.all('read').length).toBeLessThan(2_000)
  })
})
