/** The live engine on a Redis of its own, which is killed, emptied and stopped. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createClient } from 'redis'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { endSession } from '@/lib/auth/session'
import { sendMessage } from '@/lib/chat/messages'
import { sendMessageInput } from '@/lib/chat/schema'
import { readThread } from '@/lib/chat/thread'
import { redis } from '@/lib/redis'
import { newId } from '@/lib/schema'
import { freePort } from '@/scripts/services/ports.mjs'
import { type Redis, startRedis } from '@/scripts/services/redis.mjs'
import { actorAs } from '@/scripts/stage/stage'
import { hub, stopHub } from './hub'
import { busKey, chatKey, partitionOf } from './keys'
import { Listener } from './listener'
import { outageSince } from './outage'
import { makeTicket, seqsOf, streamOf, upTo } from './rehearsal'
import { startSweeper } from './sweeper'

const folder = mkdtempSync(path.join(tmpdir(), 'bellboard-outage-'))
const port = await freePort()
const begin = (settings = {}) =>
  startRedis({ folder: path.join(folder, 'redis'), password: 'only-for-tests', port, settings })
let server: Redis = await begin()
process.env.REDIS_URL = server.url

let felix: Actor
let hana: Actor
let stopSweeper: () => Promise<void>
const listeners: Listener[] = []

beforeAll(async () => {
  ;[felix, hana] = await Promise.all([actorAs('felix'), actorAs('hana')])
  stopSweeper = startSweeper(hub().waiters.hasHeard)
  await engineIs('up')
})
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave()
})
afterAll(async () => {
  await stopSweeper()
  await stopHub()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** As long as the reader's blocked read. */
const PARKED_SECONDS = 5
const engineIs = (state: 'up' | 'down') => vi.waitFor(() => expect(hub().engine).toBe(state))

async function kill(): Promise<void> {
  process.kill(server.pid, 'SIGKILL')
  await server.gone
}

const say = async (ticketId: string, body: string) =>
  (await sendMessage(felix, ticketId, sendMessageInput.parse({ id: newId(), body }))).entry.seq

async function listenTo(...ticketIds: string[]): Promise<Listener> {
  const listener = Listener.open(hana, Object.fromEntries(ticketIds.map((ticketId) => [ticketId, 0])))
  listeners.push(listener)
  await vi.waitFor(() => expect(listener.all('hello')).toHaveLength(1))
  return listener
}

const resets = (listener: Listener) => listener.all('reset').map(({ reason }) => reason)

describe('a Redis that', () => {
  it('loses everything: open streams go on, nothing missing and nothing twice, and its threads are filled again', async () => {
    const [first, second] = await Promise.all([makeTicket(felix), makeTicket(felix)])
    const [listener, elsewhere] = [await listenTo(first, second), await listenTo()]
    for (const ticketId of [first, second, first]) await say(ticketId, 'before')
    await vi.waitFor(() => expect(listener.seqs(first)).toEqual([1, 2]))
    await redis().flushAll()
    expect(await say(first, 'after')).toBe(3)
    await vi.waitFor(() => expect(listener.seqs(first)).toEqual([1, 2, 3]))
    const told = () => elsewhere.all('activity').filter(({ ticketId }) => ticketId === first)
    await vi.waitFor(() => expect(seqsOf(told())).toEqual([1, 2, 3]))
    expect(seqsOf((await readThread(hana, first, { limit: 50, wait: 0 })).items)).toEqual([1, 2, 3])
    await vi.waitFor(async () => expect(await streamOf(chatKey(second))).toHaveLength(1))
    expect(listener.seqs(second)).toEqual([1])
  })

  it('is killed and restarted while people write: every message is accepted and arrives once, in order', async () => {
    const tickets = await Promise.all(upTo(1, 4).map(() => makeTicket(felix)))
    const listener = await listenTo(...tickets)
    let writing = true
    const counts = tickets.map(async (ticketId) => {
      let last = 0
      while (writing) last = await say(ticketId, `after ${last}`)
      return last
    })
    await vi.waitFor(() => expect(listener.all('entry').length).toBeGreaterThan(20))
    await kill()
    const before = listener.all('entry').length
    server = await begin()
    await vi.waitFor(() => expect(listener.all('entry').length).toBeGreaterThan(before + 20))
    writing = false
    const sent = await Promise.all(counts)
    for (const [index, ticketId] of tickets.entries())
      await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual(upTo(1, sent[index] ?? 0)))
  })

  it('comes back with nothing: streams are live again by themselves', async () => {
    const ticketId = await makeTicket(felix)
    const listener = await listenTo(ticketId)
    await say(ticketId, 'before')
    await kill()
    rmSync(path.join(folder, 'redis'), { recursive: true })
    await say(ticketId, 'during')
    server = await begin()
    await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual([1, 2]))
    await engineIs('up')
    await say(ticketId, 'after')
    await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual([1, 2, 3]))
  })

  it('comes back with nothing and a clock that is behind: its reader starts over instead of waiting for the future', async () => {
    const watcher = await watch()
    const ticketId = await makeTicket(felix)
    const listener = await listenTo(ticketId)
    await engineIs('up')
    const before = hub().ring.end
    const harmless = JSON.stringify({ type: 'access', accessVersion: 0 })
    await watcher.xAdd(busKey(partitionOf(ticketId)), '9999999999999-0', { r: harmless })
    await vi.waitFor(() => expect(hub().ring.end).toBe(before + 1))
    await watcher.flushAll()
    const reader = (await clients(watcher)).find(({ name }) => name === 'bellboard-reader')
    await watcher.sendCommand(['CLIENT', 'KILL', 'ID', reader?.id ?? ''])
    await vi.waitFor(() => expect(resets(listener)).toContain('gap'))
    await say(ticketId, 'one')
    await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual([1]))
  })

  it('is emptied, its clock behind, and nobody loses a connection: what is written next is heard', async () => {
    const watcher = await watch()
    const ticketId = await makeTicket(felix)
    const listener = await listenTo(ticketId)
    const harmless = JSON.stringify({ type: 'access', accessVersion: 0 })
    const before = hub().ring.end
    await watcher.xAdd(busKey(partitionOf(ticketId)), '9999999999999-0', { r: harmless })
    await vi.waitFor(() => expect(hub().ring.end).toBe(before + 1))
    const parked = async () => (await clients(watcher)).find(({ name }) => name === 'bellboard-reader')
    const reader = await parked()
    await watcher.sendCommand(['CLIENT', 'KILL', 'ID', reader?.id ?? ''])
    // It has just looked for its place, and by itself does so again in 20 s.
    await vi.waitFor(async () => expect(await parked()).toMatchObject({ cmd: 'xread', flags: 'b' }))
    expect((await parked())?.id).not.toBe(reader?.id)
    await watcher.flushAll()
    await say(ticketId, 'one')
    await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual([1]))
  })

  it('is away: writing and reading go on, everybody is told, and what was written follows when it is back', async () => {
    const ticketId = await makeTicket(felix)
    const listener = await listenTo(ticketId)
    await say(ticketId, 'one')
    await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual([1]))
    await kill()
    await engineIs('down')
    await vi.waitFor(() => expect(resets(listener)).toContain('engine_down'))
    expect(await say(ticketId, 'two')).toBe(2)
    expect(outageSince()).not.toBeNull()
    expect(seqsOf((await readThread(hana, ticketId, { limit: 50, wait: 0 })).items)).toEqual([1, 2])
    const rosa = await actorAs('rosa')
    const out = Listener.open(rosa, { [ticketId]: 0 })
    await vi.waitFor(() => expect(out.seqs(ticketId)).toEqual([1, 2]))
    await endSession(rosa.sessionId)
    await vi.waitFor(() => expect(out.isClosed).toBe(true), 2_500)
    const late = await listenTo(ticketId)
    expect(late.all('hello')).toMatchObject([{ engine: 'down' }])
    await vi.waitFor(() => expect(late.seqs(ticketId)).toEqual([1, 2]))
    server = await begin()
    await engineIs('up')
    for (const one of [listener, late]) await vi.waitFor(() => expect(resets(one)).toContain('engine_up'))
    await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual([1, 2]))
    await vi.waitFor(() => expect(outageSince()).toBeNull())
    // What was said in the last second is on its way, for all that a sweep knows: the next one takes it.
    await vi.waitFor(async () => expect(await streamOf(chatKey(ticketId))).toHaveLength(2))
  })

  it('hangs without closing anything: writing is answered in time, and it is noticed', async () => {
    const ticketId = await makeTicket(felix)
    const rosa = await actorAs('rosa')
    const signedOut = Listener.open(rosa)
    listeners.push(signedOut)
    await vi.waitFor(() => expect(signedOut.all('hello')).toHaveLength(1))
    const listener = await listenTo(ticketId)
    await say(ticketId, 'one')
    await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual([1]))
    process.kill(server.pid, 'SIGSTOP')
    try {
      const ending = endSession(rosa.sessionId)
      // Long before anybody knows that the engine is down.
      await vi.waitFor(() => expect(signedOut.isClosed).toBe(true))
      expect(signedOut.all('reset')).toEqual([])
      await ending
      expect(await say(ticketId, 'two')).toBe(2)
      await vi.waitFor(() => expect(resets(listener)).toContain('engine_down'))
    } finally {
      process.kill(server.pid, 'SIGCONT')
    }
    await engineIs('up')
    await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual([1, 2]))
  })
})

describe('an idle hub', () => {
  it('asks Redis nothing: it is parked in one blocked read, and a message wakes it', async () => {
    const watcher = await watch()
    const ticketId = await makeTicket(felix)
    const idle = await Promise.all(upTo(1, 15).map(() => listenTo(ticketId)))
    await stopSweeper()
    const parked = async () => (await clients(watcher)).find(({ name }) => name === 'bellboard-reader')
    await vi.waitFor(async () => expect(await parked()).toMatchObject({ cmd: 'xread', flags: 'b' }))
    const since = await now(watcher)
    const before = await calls(watcher)
    await vi.waitFor(async () => expect(await now(watcher)).toBeGreaterThan(since + 2))
    const { xread: parkings = 0, ...others } = await calls(watcher)
    const elapsed = (await now(watcher)) - since
    const { xread: parkingsBefore = 0, ...othersBefore } = before
    expect(others).toEqual(othersBefore)
    // It parks anew every five seconds, by the server's own clock, however long all this took.
    expect(parkings - parkingsBefore).toBeLessThanOrEqual(Math.floor(elapsed / PARKED_SECONDS) + 1)
    await say(ticketId, 'awake')
    for (const listener of idle) await vi.waitFor(() => expect(listener.seqs(ticketId)).toEqual([1]))
    stopSweeper = startSweeper(hub().waiters.hasHeard)
  })

  it('has at most four connections to Redis with 200 streams open', async () => {
    const watcher = await watch()
    const people = await Promise.all(
      (['hana', 'felix', 'rosa', 'ines', 'maria', 'oksana', 'jolanta', 'samira', 'liezel', 'luca'] as const).map(
        (who) => actorAs(who),
      ),
    )
    const ticketId = await makeTicket(felix)
    for (const person of people) for (let n = 0; n < 20; n++) listeners.push(Listener.open(person, { [ticketId]: 0 }))
    await say(ticketId, 'to everybody')
    const seeing = listeners.filter((_, index) => index < 180)
    await vi.waitFor(() => expect(seeing.every((one) => one.seqs(ticketId).length === 1)).toBe(true))
    expect(listeners).toHaveLength(200)
    const names = (await clients(watcher)).map(({ name }) => name).filter((name) => name?.startsWith('bellboard-'))
    expect(names.sort()).toEqual(['bellboard-commands', 'bellboard-reader', 'bellboard-subscriber'])
  })
})

async function watch() {
  const watcher = await createClient({ url: server.url, name: 'a-test' }).connect()
  onTestFinished(() => watcher.destroy())
  return watcher
}
type Watcher = Awaited<ReturnType<typeof watch>>

/** Seconds, on the server's clock. */
async function now(watcher: Watcher): Promise<number> {
  const [seconds, microseconds] = await watcher.time()
  return Number(seconds) + Number(microseconds) / 1_000_000
}

/** CLIENT LIST, one record a connection. */
async function clients(watcher: Watcher): Promise<Record<string, string>[]> {
  const list = String(await watcher.sendCommand(['CLIENT', 'LIST']))
  const lines = list.trim().split('\n')
  return lines.map((line) => Object.fromEntries(line.split(' ').map((field) => field.split(/=(.*)/s).slice(0, 2))))
}

/** How often each command has been called, without those of the test, the sign of life every 20 s,
 *  and who is here, which is said anew every 12 s. */
async function calls(watcher: Watcher): Promise<Record<string, number>> {
  const stats = String(await watcher.sendCommand(['INFO', 'commandstats']))
  const all = [...stats.matchAll(/cmdstat_(\S+?):calls=(\d+)/g)].map(([, command, count]) => [command, Number(count)])
  return Object.fromEntries(all.filter(([command]) => !/^(info|client|time|ping|publish)/.test(String(command))))
}
