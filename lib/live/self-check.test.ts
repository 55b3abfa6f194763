/** What never reached the bus, as when Redis lost it between writing and reading, is found by looking at PostgreSQL. */
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import type { Actor } from '@/lib/auth/schema'
import { redis } from '@/lib/redis'
import { actorAs } from '@/scripts/stage/stage'
import { hub, stopHub } from './hub'
import { chatKey } from './keys'
import { Listener } from './listener'
import { publish } from './publish'
import { commitMessage, makeTicket } from './rehearsal'
import { SELF_CHECK_MS } from './self-check'

let felix: Actor
let hana: Actor
const listeners: Listener[] = []
const everies: { work: () => void; ms: number | undefined }[] = []

beforeAll(async () => {
  const set = vi.spyOn(globalThis, 'setInterval')
  ;[felix, hana] = await Promise.all([actorAs('felix'), actorAs('hana')])
  await vi.waitFor(() => expect(hub().engine).toBe('up'))
  for (const [work, ms] of set.mock.calls) everies.push({ work: work as () => void, ms })
  set.mockRestore()
})
afterEach(() => {
  for (const listener of listeners.splice(0)) listener.leave()
})
afterAll(stopHub)

async function listen(open: Record<string, number> = {}, actor = hana): Promise<Listener> {
  const listener = Listener.open(actor, open)
  listeners.push(listener)
  await vi.waitFor(() => expect(listener.all('hello')).toHaveLength(1))
  return listener
}

/** As the hub's own clock does. */
const check = () => {
  const own = everies.filter(({ ms }) => ms === SELF_CHECK_MS)
  expect(own.length).toBeGreaterThan(0)
  for (const { work } of own) work()
  return hub().selfCheck.look()
}

/** On its thread, so that no sweeper misses it, and not on the bus. */
async function loseOnTheBus(ticketId: string): Promise<void> {
  const { entry } = await commitMessage(felix, ticketId, 'lost')
  await redis().xAdd(chatKey(ticketId), `${entry.seq}-0`, { id: entry.id, kind: entry.kind, body: '{}' })
}

it('fills an entry that did not come by into open tickets, and tells boards to fetch again, once', async () => {
  const ticketId = await makeTicket(felix)
  await publish([await commitMessage(felix, ticketId, 'first')])
  const [open, board] = [await listen({ [ticketId]: 0 }), await listen()]
  await vi.waitFor(() => expect(open.seqs(ticketId)).toEqual([1]))
  await loseOnTheBus(ticketId)
  await check()
  await vi.waitFor(() => expect(open.seqs(ticketId)).toEqual([1, 2]))
  await vi.waitFor(() => expect(board.all('reset').map(({ reason }) => reason)).toEqual(['gap']))
  await check()
  await publish([await commitMessage(felix, ticketId, 'third')])
  await vi.waitFor(() => expect(open.seqs(ticketId)).toEqual([1, 2, 3]))
})

it('raises no alarm for what is on its way', async () => {
  const ticketId = await makeTicket(felix)
  const board = await listen()
  const recorded = await commitMessage(felix, ticketId, 'late')
  const looked = check()
  await publish([recorded])
  await looked
  await vi.waitFor(() => expect(board.all('activity')).toHaveLength(1))
  expect(board.all('reset')).toEqual([])
})
